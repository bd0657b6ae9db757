#include "phreeqc/option.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace raffinate::phreeqc {

std::optional<Option> find_option(const Line& line, std::span<const Spelling> spellings) {
  const std::string word = lower_case(line.front().text);
  const bool dashed = word.size() > 1 && word[0] == '-' && std::isalpha(static_cast<unsigned char>(word[1])) != 0;
  const std::string_view name = std::string_view(word).substr(dashed ? 1 : 0);
  const auto found = std::find_if(spellings.begin(), spellings.end(), [&](const Spelling& spelling) {
    return dashed ? spelling.text.starts_with(name) : spelling.text == name;
  });
  if (found != spellings.end()) return found->option;
  if (dashed) return Option::unknown;
  return std::nullopt;
}

}  // namespace raffinate::phreeqc
