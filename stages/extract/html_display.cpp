#include "stages/extract/html_display.h"

#include <array>
#include <initializer_list>

namespace headwater {
namespace {

using Layouts = std::array<HtmlLayout, html::kKnownTags + 1>;

constexpr void put(Layouts& layouts, HtmlLayout layout, std::initializer_list<HtmlTag> tags) {
  for (const HtmlTag tag : tags) layouts[static_cast<std::size_t>(tag)] = layout;
}

constexpr HtmlLayout inherits(HtmlDisplay display) {
  return {display, HtmlKindRule::kInherit, BlockKind::kParagraph};
}
constexpr HtmlLayout block(BlockKind kind) {
  return {HtmlDisplay::kBlock, HtmlKindRule::kSet, kind};
}

constexpr Layouts make_layouts() {
  using enum HtmlTag;
  Layouts layouts;
  put(layouts, inherits(HtmlDisplay::kBlock),
      {kAddress, kCenter,   kDetails, kDialog, kDir,    kDiv,     kDl,      kFieldset,
       kFigure,  kForm,     kHeader,  kHgroup, kHr,     kLegend,  kMarquee, kMenu,
       kOl,      kOptgroup, kOption,  kP,      kSearch, kSummary, kUl,      kFooter});
  // A noscript stands apart from the text around it wherever it is shown.
  put(layouts, inherits(HtmlDisplay::kBlock), {kNoscript});
  put(layouts, block(BlockKind::kParagraph),
      {kArticle, kAside, kBody, kFrameset, kHtml, kMain, kNav, kSection, kTable, kTbody, kTfoot,
       kThead});
  put(layouts, block(BlockKind::kHeading), {kH1, kH2, kH3, kH4, kH5, kH6});
  put(layouts, block(BlockKind::kListItem), {kDd, kDt, kLi});
  put(layouts, block(BlockKind::kQuote), {kBlockquote});
  put(layouts, block(BlockKind::kCaption), {kCaption, kFigcaption});
  put(layouts, {HtmlDisplay::kPreformatted, HtmlKindRule::kSet, BlockKind::kPreformatted},
      {kListing, kPlaintext, kPre, kXmp});
  put(layouts, {HtmlDisplay::kRow, HtmlKindRule::kSet, BlockKind::kParagraph}, {kTr});
  put(layouts, {HtmlDisplay::kCell, HtmlKindRule::kSet, BlockKind::kParagraph}, {kTd, kTh});
  put(layouts, inherits(HtmlDisplay::kButton), {kButton});
  put(layouts, inherits(HtmlDisplay::kBreak), {kBr});
  // The fallback of embedded media and the values of form controls are not shown; neither are the
  // parentheses around ruby text in a browser that sets it above the base.
  put(layouts, inherits(HtmlDisplay::kOpaque),
      {kApplet, kAudio,   kCanvas,   kDatalist, kEmbed,    kHead, kIframe, kMath,
       kMeter,  kNoembed, kNoframes, kObject,   kProgress, kRp,   kScript, kSelect,
       kStyle,  kSvg,     kTemplate, kTextarea, kTitle,    kVideo});
  // Without content, so never of interest.
  put(layouts, inherits(HtmlDisplay::kOpaque),
      {kArea, kBase, kBasefont, kBgsound, kCol, kColgroup, kFrame, kLink, kMeta, kParam, kSource,
       kTrack});
  return layouts;
}

}  // namespace

constinit const Layouts kHtmlLayouts = make_layouts();

}  // namespace headwater
