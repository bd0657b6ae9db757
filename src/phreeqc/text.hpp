#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace raffinate::phreeqc {

/// The content of a file as UTF-8 without byte-order mark. Databases of unknown encoding are taken as Windows-1252,
/// which most of them are. Throws base::InputError if the file cannot be read.
[[nodiscard]] std::string read_text(const std::filesystem::path& file);

/// A copy in lower case; letters beyond ASCII stay.
[[nodiscard]] std::string lower_case(std::string_view text);

/// A word and where it stands; lines and columns count from 1, columns in characters.
struct Word {
  std::string text;
  int line = 0;
  int column = 0;
};

/// The words of a logical line, at least one.
using Line = std::vector<Word>;

/// Splits into logical lines: "#" starts a comment, ";" ends a logical line, "\" at the end of a line joins the next.
[[nodiscard]] std::vector<Line> split_lines(std::string_view text);

}  // namespace raffinate::phreeqc
