#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/location.hpp"

namespace raffinate::base {

/// One thing wrong with the input: where, about what, why, and how to put it right.
struct Problem {
  Location where;
  std::string subject;  ///< path of the value, e.g. "leach_1.volume"
  std::string message;  ///< what was expected and what was found
  std::string remedy;   ///< what to write instead; shown under the excerpt
};

/// Everything wrong with the input, collected so that the user sees it all at once.
class Problems final {
 public:
  void add(Problem problem);

  [[nodiscard]] bool empty() const { return problems_.empty(); }
  [[nodiscard]] std::size_t size() const { return problems_.size(); }
  [[nodiscard]] std::span<const Problem> all() const { return problems_; }

  /// Throws InputError with these problems if there are any.
  void throw_if_any() const;

  /// Keeps the text of a file for the excerpts.
  void register_text(const std::string& file, std::string text);

  /// Takes over the texts registered elsewhere, for problems found later.
  void share_texts(const Problems& other);

  /// The registered text of a file; null if there is none.
  [[nodiscard]] const std::string* text(const std::string& file) const;

 private:
  std::vector<Problem> problems_;
  std::map<std::string, std::string> texts_;
};

/// All problems as the user reads them: a block per file, sorted by line, with excerpt and caret. Ends with a newline.
[[nodiscard]] std::string format(const Problems& problems);

/// All problems as a JSON array of {file, line, column, length, subject, message, remedy}.
[[nodiscard]] std::string to_json(const Problems& problems);

}  // namespace raffinate::base
