#include "base/xml_reader.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "base/xml_mender.h"

namespace headwater {
namespace {

/// The root of every document as the library sees it, so that anything may stand before and behind
/// the real one.
constexpr std::string_view kFrame = "headwater-frame";
constexpr std::string_view kOpenFrame = "<headwater-frame>";
constexpr std::string_view kCloseFrame = "</headwater-frame>";

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

struct FreeContext {
  void operator()(xmlParserCtxt* context) const {
    xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
  }
};

/// One document on its way through the library, which calls back.
class XmlRun {
 public:
  XmlRun(std::string_view text, XmlHandler& handler) : mender_(text), handler_(handler) {
    buffer_ = kOpenFrame;
  }

  Result<XmlReading> run() {
    xmlSAXHandler calls{};
    calls.initialized = XML_SAX2_MAGIC;
    calls.startElementNs = start;
    calls.endElementNs = end;
    calls.characters = text;
    calls.ignorableWhitespace = text;
    calls.cdataBlock = text;
    calls.serror = complain;
    context_.reset(
        xmlCreateIOParserCtxt(&calls, this, read, nullptr, this, XML_CHAR_ENCODING_UTF8));
    if (!context_) return Error{ErrorCode::kInternal, "libxml2 gave no parser"};
    // NOENT is for attributes, which otherwise keep "&" as a number. There is nothing else that it
    // could expand: the mender passes over the declarations of entities.
    xmlCtxtUseOptions(context_.get(), XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOENT);
    xmlParseDocument(context_.get());
    finish();
    if (!mender_.note().empty()) reading_.note = mender_.note();
    return std::move(reading_);
  }

 private:
  static XmlRun& of(void* self) { return *static_cast<XmlRun*>(self); }

  /// Fills `room` with what comes next. The library takes 0 for the end.
  static int read(void* self, char* room, int size) {
    XmlRun& run = of(self);
    while (run.taken_ == run.buffer_.size() && !run.ended_) {
      run.buffer_.clear();
      run.taken_ = 0;
      if (run.mender_.next(run.buffer_)) continue;
      run.buffer_ = kCloseFrame;
      run.ended_ = true;
    }
    const std::size_t count =
        std::min(static_cast<std::size_t>(size), run.buffer_.size() - run.taken_);
    std::memcpy(room, run.buffer_.data() + run.taken_, count);
    run.taken_ += count;
    return static_cast<int>(count);
  }

  static void start(void* self, const xmlChar* local, const xmlChar* prefix, const xmlChar* space,
                    int /*namespaces*/, const xmlChar** /*declared*/, int attributes,
                    int /*defaulted*/, const xmlChar** values) {
    of(self).start_element({view(local), view(prefix), view(space)},
                           {values, static_cast<std::size_t>(attributes) * kAttributeParts});
  }

  static void end(void* self, const xmlChar* /*local*/, const xmlChar* /*prefix*/,
                  const xmlChar* /*space*/) {
    of(self).end_element();
  }

  static void text(void* self, const xmlChar* piece, int size) {
    XmlRun& run = of(self);
    if (run.stopped_ || size <= 0) return;
    run.handler_.text({reinterpret_cast<const char*>(piece), static_cast<std::size_t>(size)});
  }

  static void complain(void* self, xmlErrorPtr error) {
    XmlRun& run = of(self);
    if (!run.reading_.note.empty() || run.stopped_ || error->message == nullptr ||
        error->level < XML_ERR_ERROR) {
      return;
    }
    run.reading_.note = error->message;
    while (run.reading_.note.ends_with('\n')) run.reading_.note.pop_back();
    if (run.reading_.note.find(kFrame) != std::string::npos) {
      run.reading_.note = "start and end tags do not match";
    }
  }

  void start_element(const XmlName& name, std::span<const xmlChar*> parts) {
    if (stopped_) return;
    if (!framed_) {
      framed_ = true;
      return;
    }
    if (open_.size() == kMaxXmlDepth) {
      reading_.note = "elements nest deeper than " + std::to_string(kMaxXmlDepth);
      close_all();
      return stop();
    }
    attributes_.clear();
    for (std::size_t i = 0; i + kAttributeParts <= parts.size(); i += kAttributeParts) {
      const auto* const value = reinterpret_cast<const char*>(parts[i + 3]);
      attributes_.push_back(
          {{view(parts[i]), view(parts[i + 1]), view(parts[i + 2])},
           {value, static_cast<std::size_t>(reinterpret_cast<const char*>(parts[i + 4]) - value)}});
    }
    open_.push_back(name);
    if (!handler_.start(name, attributes_)) {
      open_.clear();
      stop();
    }
  }

  void end_element() {
    if (stopped_ || open_.empty()) return;
    const XmlName name = open_.back();
    open_.pop_back();
    handler_.end(name);
  }

  void close_all() {
    while (!open_.empty()) end_element();
  }

  void stop() {
    stopped_ = true;
    reading_.whole = false;
    xmlStopParser(context_.get());
  }

  /// What was open when the document ended.
  void finish() {
    if (!stopped_ && (!ended_ || taken_ < buffer_.size())) reading_.whole = false;
    close_all();
  }

  /// Local name, prefix, namespace, begin and end of the value.
  static constexpr std::size_t kAttributeParts = 5;

  XmlMender mender_;
  XmlHandler& handler_;
  std::unique_ptr<xmlParserCtxt, FreeContext> context_;
  std::string buffer_;
  std::size_t taken_ = 0;
  bool ended_ = false;
  bool framed_ = false;
  bool stopped_ = false;
  /// Elements that are open; the library keeps names as long as its context.
  std::vector<XmlName> open_;
  std::vector<XmlAttribute> attributes_;
  XmlReading reading_;
};

}  // namespace

Result<XmlReading> read_xml(std::string_view payload, std::string_view charset,
                            XmlHandler& handler) {
  if (payload.size() > kMaxXmlBytes) {
    return Error{ErrorCode::kTooLarge,
                 "a document of " + std::to_string(payload.size()) + " bytes; those over " +
                     std::to_string(kMaxXmlBytes >> 20U) + " MiB are not read"};
  }
  std::string buffer;
  return XmlRun(xml_as_utf8(payload, charset, buffer), handler).run();
}

bool is_xml_name(const XmlName& name, std::string_view local) {
  return std::ranges::equal(name.local, local, [](char one, char other) {
    return (one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one) == other;
  });
}

}  // namespace headwater
