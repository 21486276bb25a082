// The insertion modes before the body and after it (13.2.6.4.1 to 13.2.6.4.6, 13.2.6.4.19).
// White space between the elements of a head, and between head and body, is left out.
#include "html/doctype.h"
#include "html/tree_builder.h"

namespace headwater::html {
namespace {

/// Whether the token is an end tag that is passed over before the body.
bool is_stray_end(const HtmlToken& token) {
  if (token.kind != HtmlTokenKind::kEndTag) return false;
  return token.tag != HtmlTag::kHead && token.tag != HtmlTag::kBody &&
         token.tag != HtmlTag::kHtml && token.tag != HtmlTag::kBr;
}

}  // namespace

bool TreeBuilder::initial() {
  if (is(HtmlTokenKind::kText) && skip_leading_space()) return true;
  mode_ = Mode::kBeforeHtml;
  if (!is(HtmlTokenKind::kDoctype)) {
    quirks_ = true;
    return false;
  }
  const bool complete = token_.inside.end < token_.range.end;
  quirks_ = means_quirks(read_doctype(token_.inside.of(page_), complete));
  return true;
}

bool TreeBuilder::before_html() {
  if (is(HtmlTokenKind::kText) && skip_leading_space()) return true;
  if (is(HtmlTokenKind::kDoctype)) return true;
  mode_ = Mode::kBeforeHead;
  if (!is_start(HtmlTag::kHtml)) return false;
  HtmlNode& html = nodes_->front();
  html.source = token_.range;
  html.first_attribute = token_.first_attribute;
  html.attribute_count = token_.attribute_count;
  return true;
}

bool TreeBuilder::before_head() {
  if (is(HtmlTokenKind::kText) && skip_leading_space()) return true;
  if (is(HtmlTokenKind::kDoctype) || is_stray_end(token_)) return true;
  if (is_start(HtmlTag::kHtml)) return true;
  mode_ = Mode::kInHead;
  const bool has_tag = is_start(HtmlTag::kHead);
  head_ = has_tag ? insert_element() : insert_implied(HtmlTag::kHead);
  return has_tag;
}

bool TreeBuilder::is_head_content() const {
  return is(HtmlTokenKind::kStartTag) && rules_of(token_.tag).start == StartRule::kHeadContent;
}

bool TreeBuilder::in_head() {
  if (is(HtmlTokenKind::kText) && skip_leading_space()) return true;
  if (is(HtmlTokenKind::kDoctype)) return true;
  if (is_head_content()) return head_content();
  if (is(HtmlTokenKind::kStartTag)) {
    if (token_.tag == HtmlTag::kHtml || token_.tag == HtmlTag::kHead) return true;
    if (token_.tag == HtmlTag::kNoscript) {
      insert_element();
      mode_ = Mode::kInHeadNoscript;
      return true;
    }
  }
  if (is_end(HtmlTag::kTemplate)) {
    end_template();
    return true;
  }
  if (is_stray_end(token_)) return true;
  pop();
  mode_ = Mode::kAfterHead;
  return is_end(HtmlTag::kHead);
}

/// The elements that belong into a head, wherever they stand.
bool TreeBuilder::head_content() {
  if (token_.tag != HtmlTag::kTemplate) {
    const HtmlContent content = content_of(token_.tag);
    if (content == HtmlContent::kData) {
      insert_void();
    } else {
      insert_raw(content);
    }
    return true;
  }
  insert_element();
  frameset_ok_ = false;
  mode_ = Mode::kInTemplate;
  template_modes_.push_back(Mode::kInTemplate);
  return true;
}

bool TreeBuilder::in_head_noscript() {
  if (is(HtmlTokenKind::kText) && skip_leading_space()) return true;
  if (is(HtmlTokenKind::kDoctype)) return true;
  if (is(HtmlTokenKind::kStartTag)) {
    switch (token_.tag) {
      case HtmlTag::kBasefont:
      case HtmlTag::kBgsound:
      case HtmlTag::kLink:
      case HtmlTag::kMeta:
      case HtmlTag::kNoframes:
      case HtmlTag::kStyle:
        return head_content();
      case HtmlTag::kHead:
      case HtmlTag::kHtml:
      case HtmlTag::kNoscript:
        return true;
      default:
        break;
    }
  }
  const bool ends = is_end(HtmlTag::kNoscript);
  if (is(HtmlTokenKind::kEndTag) && !ends && token_.tag != HtmlTag::kBr) return true;
  pop();
  mode_ = Mode::kInHead;
  return ends;
}

bool TreeBuilder::after_head() {
  if (is(HtmlTokenKind::kText) && skip_leading_space()) return true;
  if (is(HtmlTokenKind::kDoctype) || is_start(HtmlTag::kHtml) || is_start(HtmlTag::kHead)) {
    return true;
  }
  if (is_head_content()) {
    // Goes into the head after all, which nothing has followed yet.
    push(head_);
    const std::size_t at = open_.size() - 1;
    head_content();
    open_.remove(at);
    return true;
  }
  if (is_end(HtmlTag::kTemplate)) {
    end_template();
    return true;
  }
  if (is_stray_end(token_) || is_end(HtmlTag::kHead)) return true;
  if (is_start(HtmlTag::kFrameset)) {
    insert_element();
    mode_ = Mode::kInFrameset;
    return true;
  }
  mode_ = Mode::kInBody;
  if (!is_start(HtmlTag::kBody)) {
    insert_implied(HtmlTag::kBody);
    return false;
  }
  insert_element();
  frameset_ok_ = false;
  return true;
}

bool TreeBuilder::after_body() {
  const bool passed_over = is(HtmlTokenKind::kDoctype) || is(HtmlTokenKind::kEnd) ||
                           is_start(HtmlTag::kHtml) || is_end(HtmlTag::kHtml);
  if (passed_over) return true;
  if (is(HtmlTokenKind::kText) && token_is_blank()) return in_body();
  mode_ = Mode::kInBody;
  return false;
}

}  // namespace headwater::html
