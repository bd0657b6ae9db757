#include "cli/checkpoint_words.hpp"

#include "cli/durations.hpp"

namespace raffinate::cli {

namespace {

constexpr const char* option = "--checkpoint";
constexpr const char* every = "every";

bool is_bare_number(const std::string& word) {
  return !word.empty() && word.find_first_not_of("0123456789.") == std::string::npos;
}

/// Whether the words so far ask for another one.
bool is_unfinished(const std::string& text) {
  const auto last = text.rfind(' ') == std::string::npos ? text : text.substr(text.rfind(' ') + 1);
  return last == every || is_bare_number(last);
}

}  // namespace

std::vector<std::string> join_checkpoint_words(std::vector<std::string> words) {
  std::vector<std::string> joined;
  for (std::size_t i = 0; i < words.size(); ++i) {
    joined.push_back(words[i]);
    if (words[i] != option || i + 1 == words.size()) continue;
    std::string text = words[++i];
    while (is_unfinished(text) && i + 1 < words.size()) text += " " + words[++i];
    joined.push_back(text);
  }
  return joined;
}

double checkpoint_interval(const std::string& text) {
  const std::string start = std::string(every) + " ";
  return parse_duration(text.starts_with(start) ? text.substr(start.size()) : text, option, restart_interval);
}

}  // namespace raffinate::cli
