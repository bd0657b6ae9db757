#pragma once
#include <string>

#include "base/errors.hpp"
#include "flowsheet/flowsheet.hpp"
#include "model/model.hpp"

namespace raffinate::test {

/// What a user sees who checks a flowsheet "plant.yaml" with this text.
inline std::string golden(const std::string& text) {
  try {
    static_cast<void>(model::Model::compile(flowsheet::parse(text, "plant.yaml").plant));
  } catch (const base::InputError& error) {
    return error.what();
  }
  return "no problem";
}

}  // namespace raffinate::test
