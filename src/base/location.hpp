#pragma once

#include <string>
#include <utility>

namespace raffinate::base {

/// Place in an input text. Lines and columns count from 1, columns in characters; line 0 means the whole file.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
  int length = 1;
};

/// A file as a whole, where no line can be named.
[[nodiscard]] inline Location whole_file(std::string file) { return {std::move(file), 0, 0, 1}; }

}  // namespace raffinate::base
