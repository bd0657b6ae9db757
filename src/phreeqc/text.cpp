#include "phreeqc/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>

#include "base/characters.hpp"
#include "base/errors.hpp"

namespace raffinate::phreeqc {

namespace {

/// Code points of the bytes 0x80 to 0x9F in Windows-1252; unassigned ones are U+FFFD.
constexpr std::array<unsigned, 32> windows_1252{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void append_utf8(std::string& text, unsigned code) {
  if (code < 0x80U) {
    text += static_cast<char>(code);
  } else if (code < 0x800U) {
    text += static_cast<char>(0xC0U | (code >> 6U));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    text += static_cast<char>(0xE0U | (code >> 12U));
    text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

std::string from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (const char c : bytes) {
    const unsigned byte = static_cast<unsigned char>(c);
    append_utf8(text, byte >= 0x80U && byte < 0xA0U ? windows_1252[byte - 0x80U] : byte);
  }
  return text;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

/// Walks over the text once, collecting words.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Line> split() {
    for (; at_ < text_.size(); advance()) {
      const char c = text_[at_];
      if (c == '#') skip_comment();
      if (at_ == text_.size()) break;
      if (text_[at_] == '\n' || c == ';') end_line();
      else if (is_space(c)) in_word_ = false;
      else if (c == '\\' && joins_next()) skip_to_line_end();
      else add(c);
    }
    end_line();
    return std::move(lines_);
  }

 private:
  void advance() {
    if (text_[at_] == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) {
      ++column_;
    }
    ++at_;
  }

  void skip_comment() {
    while (at_ < text_.size() && text_[at_] != '\n') advance();
  }

  /// Whether nothing but white space follows the backslash on its line.
  [[nodiscard]] bool joins_next() const {
    std::size_t i = at_ + 1;
    while (i < text_.size() && is_space(text_[i])) ++i;
    return i == text_.size() || text_[i] == '\n';
  }

  void skip_to_line_end() {
    skip_comment();
    in_word_ = false;
    // The loop of `split` steps over the end of the line, so it does not end the logical line.
    if (at_ == text_.size()) --at_;
  }

  void add(char c) {
    if (!in_word_) current_.push_back({{}, line_, column_});
    current_.back().text += c;
    in_word_ = true;
  }

  void end_line() {
    if (!current_.empty()) lines_.push_back(std::move(current_));
    current_.clear();
    in_word_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1, column_ = 1;
  bool in_word_ = false;
  Line current_;
  std::vector<Line> lines_;
};

}  // namespace

std::string read_text(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file)) {
    base::Problems problems;
    problems.add(
        {base::whole_file(file.string()), "", "the PHREEQC database cannot be opened", "give the path of a .dat file"});
    problems.throw_if_any();
  }
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  return base::find_invalid_utf8(bytes) ? from_windows_1252(bytes) : bytes;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

std::vector<Line> split_lines(std::string_view text) { return Splitter(text).split(); }

}  // namespace raffinate::phreeqc
