// Tables (13.2.6.4.9 to 13.2.6.4.15). What stands in a table but in no cell is marked as fostered.
#include "html/tree_builder.h"

namespace headwater::html {
namespace {

bool is_section(HtmlTag tag) {
  return tag == HtmlTag::kTbody || tag == HtmlTag::kThead || tag == HtmlTag::kTfoot;
}
bool is_cell(HtmlTag tag) { return tag == HtmlTag::kTd || tag == HtmlTag::kTh; }

}  // namespace

bool TreeBuilder::in_table() {
  switch (token_.kind) {
    case HtmlTokenKind::kText:
      if (!top_is_table_part() && !top_is(HtmlTag::kTemplate)) return fostered_in_body();
      if (!token_is_blank()) return fostered_in_body();
      insert_text(HtmlTextMode::kData);
      return true;
    case HtmlTokenKind::kStartTag:
      return table_start_tag();
    case HtmlTokenKind::kEndTag:
      return table_end_tag();
    case HtmlTokenKind::kEnd:
      return end_of_page();
    default:
      return true;
  }
}

bool TreeBuilder::table_start_tag() {
  switch (token_.tag) {
    case HtmlTag::kCaption:
      clear_to_table();
      insert_element();
      mode_ = Mode::kInCaption;
      return true;
    case HtmlTag::kColgroup:
      clear_to_table();
      insert_element();
      mode_ = Mode::kInColumnGroup;
      return true;
    case HtmlTag::kCol:
      clear_to_table();
      insert_implied(HtmlTag::kColgroup);
      mode_ = Mode::kInColumnGroup;
      return false;
    case HtmlTag::kTbody:
    case HtmlTag::kTfoot:
    case HtmlTag::kThead:
      clear_to_table();
      insert_element();
      mode_ = Mode::kInTableBody;
      return true;
    case HtmlTag::kTd:
    case HtmlTag::kTh:
    case HtmlTag::kTr:
      clear_to_table();
      insert_implied(HtmlTag::kTbody);
      mode_ = Mode::kInTableBody;
      return false;
    case HtmlTag::kTable:
      if (!open_.in_scope(HtmlTag::kTable, Scope::kTable)) return true;
      pop_until(HtmlTag::kTable);
      reset_mode();
      return false;
    case HtmlTag::kScript:
    case HtmlTag::kStyle:
    case HtmlTag::kTemplate:
      return head_content();
    case HtmlTag::kInput:
      if (!has_attribute("type", "hidden")) return fostered_in_body();
      insert_void();
      return true;
    case HtmlTag::kForm:
      if (form_ == kNoHtmlNode && !open_.has(HtmlTag::kTemplate)) form_ = insert_void();
      return true;
    default:
      return fostered_in_body();
  }
}

bool TreeBuilder::table_end_tag() {
  if (token_.tag == HtmlTag::kTable) {
    if (!open_.in_scope(HtmlTag::kTable, Scope::kTable)) return true;
    pop_until(HtmlTag::kTable);
    reset_mode();
    return true;
  }
  const bool passed_over = has_trait(token_.tag, kTablePart) || token_.tag == HtmlTag::kBody ||
                           token_.tag == HtmlTag::kHtml;
  return passed_over || fostered_in_body();
}

bool TreeBuilder::fostered_in_body() {
  fostering_ = true;
  const bool used = in_body();
  fostering_ = false;
  return used;
}

/// Pops down to an element of these names, a template or the html element.
void TreeBuilder::clear_to(HtmlTag a, HtmlTag b, HtmlTag c) {
  while (open_.size() > 1 && !top_is(a) && !top_is(b) && !top_is(c) &&
         !top_is(HtmlTag::kTemplate)) {
    open_.pop();
  }
}

/// Whether the token is a start tag that cannot stand in a cell or caption.
bool TreeBuilder::table_part_starts() const {
  return is(HtmlTokenKind::kStartTag) && has_trait(token_.tag, kTablePart);
}

bool TreeBuilder::in_caption() {
  const bool ends = is_end(HtmlTag::kCaption);
  if (ends || table_part_starts() || is_end(HtmlTag::kTable)) {
    if (!open_.in_scope(HtmlTag::kCaption, Scope::kTable)) return true;
    generate_implied_ends(HtmlTag::kText);
    pop_until(HtmlTag::kCaption);
    mode_ = Mode::kInTable;
    return ends;
  }
  const bool passed_over =
      is(HtmlTokenKind::kEndTag) && (has_trait(token_.tag, kTablePart) ||
                                     token_.tag == HtmlTag::kBody || token_.tag == HtmlTag::kHtml);
  return passed_over || in_body();
}

bool TreeBuilder::in_column_group() {
  if (is(HtmlTokenKind::kText) && skip_leading_space()) return true;
  if (is(HtmlTokenKind::kDoctype) || is_start(HtmlTag::kHtml) || is_end(HtmlTag::kCol)) return true;
  if (is(HtmlTokenKind::kEnd)) return end_of_page();
  if (is_start(HtmlTag::kCol)) {
    insert_void();
    return true;
  }
  if (is_start(HtmlTag::kTemplate)) return head_content();
  if (is_end(HtmlTag::kTemplate)) {
    end_template();
    return true;
  }
  if (!top_is(HtmlTag::kColgroup)) return true;
  const bool ends = is_end(HtmlTag::kColgroup);
  pop();
  mode_ = Mode::kInTable;
  return ends;
}

/// Closes the tbody, thead or tfoot; false if there is none.
bool TreeBuilder::close_table_section() {
  if (!open_.in_scope(HtmlTag::kTbody, Scope::kTable) &&
      !open_.in_scope(HtmlTag::kThead, Scope::kTable) &&
      !open_.in_scope(HtmlTag::kTfoot, Scope::kTable)) {
    return false;
  }
  clear_to(HtmlTag::kTbody, HtmlTag::kThead, HtmlTag::kTfoot);
  pop();
  mode_ = Mode::kInTable;
  return true;
}

bool TreeBuilder::in_table_body() {
  if (is_start(HtmlTag::kTr) || (is(HtmlTokenKind::kStartTag) && is_cell(token_.tag))) {
    clear_to(HtmlTag::kTbody, HtmlTag::kThead, HtmlTag::kTfoot);
    mode_ = Mode::kInRow;
    const bool has_tag = token_.tag == HtmlTag::kTr;
    if (has_tag) {
      insert_element();
    } else {
      insert_implied(HtmlTag::kTr);
    }
    return has_tag;
  }
  if (is(HtmlTokenKind::kEndTag) && is_section(token_.tag)) {
    if (open_.in_scope(token_.tag, Scope::kTable)) close_table_section();
    return true;
  }
  if (table_part_starts() || is_end(HtmlTag::kTable)) return !close_table_section();
  return in_table();
}

bool TreeBuilder::close_row() {
  if (!open_.in_scope(HtmlTag::kTr, Scope::kTable)) return false;
  clear_to(HtmlTag::kTr, HtmlTag::kTr, HtmlTag::kTr);
  pop();
  mode_ = Mode::kInTableBody;
  return true;
}

bool TreeBuilder::in_row() {
  if (is(HtmlTokenKind::kStartTag) && is_cell(token_.tag)) {
    clear_to(HtmlTag::kTr, HtmlTag::kTr, HtmlTag::kTr);
    insert_element();
    mode_ = Mode::kInCell;
    return true;
  }
  if (is_end(HtmlTag::kTr)) {
    close_row();
    return true;
  }
  if (table_part_starts() || is_end(HtmlTag::kTable)) return !close_row();
  if (is(HtmlTokenKind::kEndTag) && is_section(token_.tag)) {
    return !open_.in_scope(token_.tag, Scope::kTable) || !close_row();
  }
  return in_table();
}

/// Closes the cell; false if there is none.
bool TreeBuilder::close_cell() {
  if (!open_.in_scope(HtmlTag::kTd, Scope::kTable) &&
      !open_.in_scope(HtmlTag::kTh, Scope::kTable)) {
    return false;
  }
  generate_implied_ends(HtmlTag::kText);
  while (!is_cell(open_.top().html_tag)) open_.pop();
  pop();
  mode_ = Mode::kInRow;
  return true;
}

bool TreeBuilder::in_cell() {
  if (table_part_starts()) return !close_cell();
  if (!is(HtmlTokenKind::kEndTag)) return in_body();
  switch (token_.tag) {
    case HtmlTag::kTd:
    case HtmlTag::kTh:
      if (!open_.in_scope(token_.tag, Scope::kTable)) return true;
      generate_implied_ends(HtmlTag::kText);
      pop_until(token_.tag);
      mode_ = Mode::kInRow;
      return true;
    case HtmlTag::kTable:
    case HtmlTag::kTbody:
    case HtmlTag::kTfoot:
    case HtmlTag::kThead:
    case HtmlTag::kTr:
      return !open_.in_scope(token_.tag, Scope::kTable) || !close_cell();
    case HtmlTag::kBody:
    case HtmlTag::kCaption:
    case HtmlTag::kCol:
    case HtmlTag::kColgroup:
    case HtmlTag::kHtml:
      return true;
    default:
      return in_body();
  }
}

}  // namespace headwater::html
