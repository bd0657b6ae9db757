#include "base/errors.hpp"

#include <utility>

namespace raffinate::base {
namespace {

std::string describe(const Failure& failure) {
  std::string place;
  for (const std::string* part : {&failure.unit, &failure.species, &failure.equation}) {
    if (part->empty()) continue;
    if (!place.empty()) place += ", ";
    place += *part;
  }
  return place.empty() ? failure.message : place + ": " + failure.message;
}

Problems of_one(Problem problem) {
  Problems problems;
  problems.add(std::move(problem));
  return problems;
}

}  // namespace

InputError::InputError(Problems problems) : problems_(std::move(problems)), text_(format(problems_)) {}
InputError::InputError(Problem problem) : InputError(of_one(std::move(problem))) {}

RunError::RunError(Failure failure) : std::runtime_error(describe(failure)), failure_(std::move(failure)) {}

}  // namespace raffinate::base
