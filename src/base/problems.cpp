#include "base/problems.hpp"

#include <utility>

#include "base/errors.hpp"

namespace raffinate::base {

void Problems::add(Problem problem) { problems_.push_back(std::move(problem)); }

void Problems::throw_if_any() const {
  if (!empty()) throw InputError(*this);
}

void Problems::register_text(const std::string& file, std::string text) { texts_[file] = std::move(text); }

void Problems::share_texts(const Problems& other) { texts_.insert(other.texts_.begin(), other.texts_.end()); }

const std::string* Problems::text(const std::string& file) const {
  const auto found = texts_.find(file);
  return found == texts_.end() ? nullptr : &found->second;
}

}  // namespace raffinate::base
