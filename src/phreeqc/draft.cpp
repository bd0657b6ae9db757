#include "phreeqc/draft.hpp"

#include <cctype>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace raffinate::phreeqc {

namespace {

bool looks_like_number(const std::string& word) {
  const char c = word[word.size() > 1 && (word[0] == '-' || word[0] == '+') ? 1 : 0];
  return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.';
}

}  // namespace

void Draft::add_problem(const Word& place, std::string subject, std::string message, std::string remedy) {
  problems.add({{file, place.line, place.column, static_cast<int>(place.text.size())},
                std::move(subject),
                std::move(message),
                std::move(remedy)});
}

void Draft::skip(std::string block, std::string entry, std::string reason, int line) {
  contents.skipped.push_back({std::move(block), std::move(entry), std::move(reason), line});
}

std::optional<double> as_number(const std::string& word) {
  const char* const end = word.data() + word.size();
  const char* begin = word.data();
  if (word.size() > 1 && word[0] == '+' && word[1] != '-') ++begin;
  double value = 0;
  const auto result = std::from_chars(begin, end, value);
  if (result.ec != std::errc{} || result.ptr != end) return std::nullopt;
  return value;
}

std::vector<double> read_numbers(Draft& draft, const Line& line, std::size_t first, std::size_t least,
                                 std::size_t most) {
  std::vector<double> numbers;
  for (std::size_t i = first; i < line.size() && numbers.size() < most; ++i) {
    if (const auto number = as_number(line[i].text)) {
      numbers.push_back(*number);
      continue;
    }
    if (looks_like_number(line[i].text)) {
      draft.add_problem(line[i], line.front().text, fmt::format("\"{}\" is not a number", line[i].text),
                        "write it as 1.4e-7");
      return numbers;
    }
    break;
  }
  if (numbers.size() < least) {
    draft.add_problem(line.front(), line.front().text,
                      fmt::format("expected {} number{}, found {}", least, least == 1 ? "" : "s", numbers.size()),
                      fmt::format("write {} and the value{}", line.front().text, least == 1 ? "" : "s"));
  }
  return numbers;
}

}  // namespace raffinate::phreeqc
