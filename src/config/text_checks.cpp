#include "config/text_checks.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/characters.hpp"

namespace raffinate::config {
namespace {

base::Location locate(const std::string& text, std::size_t offset, const std::string& name) {
  const std::string_view before = std::string_view(text).substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::string_view line = newline == std::string_view::npos ? before : before.substr(newline + 1);
  const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  return {name, lines + 1, static_cast<int>(base::count_characters(line)) + 1, 1};
}

/// Offset of the first tab before the first other character of a line, or npos.
std::size_t find_indenting_tab(const std::string& text) {
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::size_t content = std::min(text.find_first_not_of(" \t\r", start), end);
    const std::size_t tab = std::string_view(text).substr(start, content - start).find('\t');
    const bool blank = content == end || text[content] == '#';
    if (!blank && tab != std::string_view::npos) return start + tab;
    start = end + 1;
  }
  return std::string::npos;
}

std::size_t find_control_character(const std::string& text) {
  const auto found = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20U && c != '\n' && c != '\r' && c != '\t') || byte == 0x7FU;
  });
  return found == text.end() ? std::string::npos : static_cast<std::size_t>(found - text.begin());
}

bool has_content(const std::string& text) {
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::size_t content = text.find_first_not_of(" \t\r", start);
    if (content < end && text[content] != '#') return true;
    start = end + 1;
  }
  return false;
}

}  // namespace

bool check_characters(const std::string& text, const std::string& name, base::Problems& problems) {
  if (const auto invalid = base::find_invalid_utf8(text)) {
    problems.add({locate(text, *invalid, name), "", "this is not UTF-8 text", "save the file as UTF-8 (not UTF-16 or Latin-1)"});
    return false;
  }
  const std::size_t control = find_control_character(text);
  if (control == std::string::npos) return true;
  problems.add({locate(text, control, name), "", "control character in the text", "is this a YAML file?"});
  return false;
}

bool check_layout(const std::string& text, const std::string& name, base::Problems& problems) {
  if (!has_content(text)) {
    problems.add({base::whole_file(name), "", "the file is empty", "expected a map of \"key: value\" lines"});
    return false;
  }
  const std::size_t tab = find_indenting_tab(text);
  if (tab == std::string::npos) return true;
  problems.add({locate(text, tab, name), "", "a tab indents this line; YAML allows only spaces", "replace tabs by spaces"});
  return false;
}

}  // namespace raffinate::config
