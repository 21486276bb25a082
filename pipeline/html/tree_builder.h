#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "html/name_table.h"
#include "html/open_elements.h"
#include "html/tokenizer.h"
#include "html/tree.h"

namespace headwater::html {

/// The insertion modes of https://html.spec.whatwg.org/#the-insertion-mode. Left out are those that
/// differ in where comments go only, and "text", whose tokens are read on the spot.
enum class Mode : std::uint8_t {
  kInitial,
  kBeforeHtml,
  kBeforeHead,
  kInHead,
  kInHeadNoscript,
  kAfterHead,
  kInBody,
  kInTable,
  kInCaption,
  kInColumnGroup,
  kInTableBody,
  kInRow,
  kInCell,
  kInTemplate,
  kAfterBody,
  kInFrameset,
  kAfterFrameset,
};

/// Builds the nodes of HtmlTree out of tokens: one function for each insertion mode, in files by
/// what they are about. Such a function returns whether the token is used up; if not, it is given
/// to the mode that is set by then.
class TreeBuilder {
 public:
  void build(std::string_view page, std::vector<HtmlNode>& nodes);

  const std::vector<HtmlAttribute>& attributes() const { return tokenizer_.attributes(); }
  std::uint64_t steps() const { return tokenizer_.steps() + open_.steps() + steps_; }

 private:
  // tree_builder.cpp: the dispatcher, and what all modes insert and close.
  void start(std::string_view page);
  void process();
  bool process_by_mode();
  void set_subtree_ends();
  bool is(HtmlTokenKind kind) const { return token_.kind == kind; }
  bool is_start(HtmlTag tag) const { return is(HtmlTokenKind::kStartTag) && token_.tag == tag; }
  bool is_end(HtmlTag tag) const { return is(HtmlTokenKind::kEndTag) && token_.tag == tag; }
  /// Whether the start tag has an attribute `name` with this value, both in small letters.
  bool has_attribute(std::string_view name, std::string_view value) const;
  bool skip_leading_space();
  bool token_is_blank() const;

  HtmlNodeIndex append_node(HtmlTag tag, HtmlNodeIndex parent);
  HtmlNodeIndex insert_void();
  HtmlNodeIndex insert_element();
  HtmlNodeIndex insert_implied(HtmlTag tag);
  void insert_text(HtmlTextMode mode, HtmlNodeIndex parent);
  void insert_text(HtmlTextMode mode) { insert_text(mode, open_.top().node); }
  void insert_raw(HtmlContent content);
  void push(HtmlNodeIndex node);
  void flatten();
  bool close_flattened();

  bool top_is(HtmlTag tag) const { return open_.top().html_tag == tag; }
  bool top_is_table_part() const;
  void pop();
  void pop_until(HtmlTag tag);
  void pop_to_size(std::size_t size);
  void set_end_tag(HtmlNodeIndex node);
  void generate_implied_ends(HtmlTag except);
  void close_paragraph() {
    if (open_.in_scope(HtmlTag::kP, Scope::kButton)) close_open_paragraph();
  }
  void close_open_paragraph();
  void reset_mode();

  // tree_builder_head.cpp: all before the body, and after it.
  bool initial();
  bool before_html();
  bool before_head();
  bool in_head();
  bool in_head_noscript();
  bool after_head();
  bool after_body();
  bool head_content();
  bool is_head_content() const;

  // tree_builder_body.cpp: start tags in a body.
  bool in_body();
  bool body_start_tag();
  bool insert_block();
  bool insert_by_rule(StartRule rule);
  bool insert_input();
  bool insert_list_item(HtmlTag tag, HtmlTag other);
  bool insert_link();
  bool insert_form();
  bool insert_table();
  bool insert_select();
  bool insert_option();
  bool insert_rule();
  bool insert_raw_text();
  bool insert_ruby(HtmlTag except);
  bool replace_body_by_frameset();

  // tree_builder_ends.cpp: end tags in a body.
  bool body_end_tag();
  enum class Tables : std::uint8_t { kStayInside, kLookOutside };
  bool end_body();
  void end_block(Scope scope);
  void end_form();
  void end_heading();
  void end_formatting(Tables tables);
  void close_formatting(std::size_t index);
  void end_paragraph();
  void end_ordinary();
  void end_template();

  // tree_builder_table.cpp
  bool in_table();
  bool table_start_tag();
  bool table_end_tag();
  bool in_caption();
  bool in_column_group();
  bool in_table_body();
  bool in_row();
  bool in_cell();
  bool fostered_in_body();
  void clear_to(HtmlTag a, HtmlTag b, HtmlTag c);
  void clear_to_table() { clear_to(HtmlTag::kTable, HtmlTag::kTable, HtmlTag::kTable); }
  bool table_part_starts() const;
  bool close_table_section();
  bool close_row();
  bool close_cell();

  // tree_builder_template.cpp: templates and framesets.
  bool in_template();
  bool in_template_as(Mode mode);
  bool end_of_page();
  bool in_frameset();
  bool after_frameset();

  // tree_builder_foreign.cpp: SVG and MathML.
  /// Whether the token is read by the rules of foreign content (13.2.6, the tree construction
  /// dispatcher).
  bool is_foreign_token() const {
    return open_.top().space != Space::kHtml && is_foreign_in_foreign();
  }
  bool is_foreign_in_foreign() const;
  bool in_foreign();
  bool foreign_start_tag();
  bool foreign_end_tag();
  bool breaks_out() const;
  void insert_foreign(Space space);

  std::string_view page_;
  std::vector<HtmlNode>* nodes_ = nullptr;
  HtmlTokenizer tokenizer_;
  NameTable names_;
  OpenElements open_;
  HtmlToken& token_ = tokenizer_.token();
  Mode mode_ = Mode::kInitial;
  std::vector<Mode> template_modes_;
  std::vector<HtmlTag> flattened_;  ///< Open elements that are too deep for the stack.
  HtmlNodeIndex head_ = kNoHtmlNode;
  HtmlNodeIndex form_ = kNoHtmlNode;
  bool quirks_ = false;
  bool frameset_ok_ = true;
  bool fostering_ = false;
  std::uint64_t steps_ = 0;
};

}  // namespace headwater::html
