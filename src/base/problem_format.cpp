#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/characters.hpp"
#include "base/problems.hpp"

namespace raffinate::base {
namespace {

constexpr std::size_t most_shown = 50;       ///< problems printed per file; a wrong file can have thousands
constexpr std::size_t excerpt_width = 110;   ///< characters of an excerpt
constexpr std::size_t context_before = 60;   ///< characters kept before the caret of a long line

std::vector<Problem> sorted(const Problems& problems) {
  std::vector<Problem> result(problems.all().begin(), problems.all().end());
  std::stable_sort(result.begin(), result.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.where.file, a.where.line, a.where.column) < std::tie(b.where.file, b.where.line, b.where.column);
  });
  return result;
}

std::string_view line_of(const std::string& text, int line) {
  std::size_t start = 0;
  for (int i = 1; i < line; ++i) {
    start = text.find('\n', start);
    if (start == std::string::npos) return {};
    ++start;
  }
  std::string_view rest = std::string_view(text).substr(start);
  rest = rest.substr(0, rest.find('\n'));
  if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  return rest;
}

struct Excerpt {
  std::string text;
  std::size_t caret;   ///< characters before the caret
  std::size_t length;  ///< number of carets
};

/// The line with the fault, cut around the caret if it is long.
Excerpt excerpt(std::string_view line, const Location& where) {
  const std::size_t characters = count_characters(line);
  const std::size_t column = std::min(static_cast<std::size_t>(std::max(where.column, 1) - 1), characters);
  std::size_t first = 0;
  if (characters > excerpt_width && column > context_before) first = column - context_before;
  const std::size_t last = std::min(characters, first + excerpt_width);
  const std::size_t from = character_offset(line, first);
  std::string text(line.substr(from, character_offset(line, last) - from));
  std::replace(text.begin(), text.end(), '\t', ' ');
  const std::size_t available = last > column ? last - column : 1;
  const std::size_t length = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(where.length, 1)), 1, available);
  std::size_t caret = column - first;
  if (first > 0) {
    text = "..." + text;
    caret += 3;
  }
  if (last < characters) text += "...";
  return {text, caret, length};
}

void append(std::string& out, const Problem& problem, const Problems& problems) {
  const Location& where = problem.where;
  const auto to = std::back_inserter(out);
  out += "  ";
  if (where.line > 0) fmt::format_to(to, "{}:{}  ", where.line, where.column);
  if (!problem.subject.empty()) fmt::format_to(to, "{}: ", problem.subject);
  out += problem.message;
  out += '\n';
  if (problem.remedy.empty()) return;
  const std::string* text = problems.text(where.file);
  const std::string_view line = text != nullptr && where.line > 0 ? line_of(*text, where.line) : std::string_view();
  if (line.empty()) {
    fmt::format_to(to, "        {}\n", problem.remedy);
    return;
  }
  const Excerpt shown = excerpt(line, where);
  const std::string gutter = fmt::format("{:>5} ", where.line);
  fmt::format_to(to, "{}| {}\n", gutter, shown.text);
  fmt::format_to(to, "{:{}}| {:{}}{:^>{}} {}\n", "", gutter.size(), "", shown.caret, "", shown.length, problem.remedy);
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20U) {
      fmt::format_to(std::back_inserter(result), "\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      result += c;
    }
  }
  return result + '"';
}

}  // namespace

std::string format(const Problems& problems) {
  const std::vector<Problem> all = sorted(problems);
  std::string out;
  for (auto first = all.begin(); first != all.end();) {
    const std::string& file = first->where.file;
    const auto last = std::find_if(first, all.end(), [&](const Problem& p) { return p.where.file != file; });
    const auto count = static_cast<std::size_t>(last - first);
    if (!out.empty()) out += '\n';
    fmt::format_to(std::back_inserter(out), "{}{} problem{}, nothing was run\n\n", file.empty() ? "" : file + ": ", count,
                   count == 1 ? "" : "s");
    const std::size_t shown = std::min(count, most_shown);
    std::for_each_n(first, shown, [&](const Problem& problem) { append(out, problem, problems); });
    if (shown < count) fmt::format_to(std::back_inserter(out), "  ... and {} more\n", count - shown);
    first = last;
  }
  return out;
}

std::string to_json(const Problems& problems) {
  std::string out = "[";
  for (const Problem& problem : sorted(problems)) {
    const Location& where = problem.where;
    fmt::format_to(std::back_inserter(out),
                   R"({}{{"file": {}, "line": {}, "column": {}, "length": {}, "subject": {}, "message": {}, "remedy": {}}})",
                   out.size() == 1 ? "" : ", ", quoted(where.file), where.line, where.column, where.length,
                   quoted(problem.subject), quoted(problem.message), quoted(problem.remedy));
  }
  return out + "]";
}

}  // namespace raffinate::base
