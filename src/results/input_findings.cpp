#include "results/input_findings.hpp"

#include <fmt/format.h>

namespace raffinate::results {

std::vector<Finding> input_findings(const model::Model& model) {
  std::vector<Finding> findings;
  for (const unitops::Doubt& doubt : model.doubts()) {
    const auto dot = doubt.path.find('.');
    findings.push_back({doubt.implausible ? Severity::implausible : Severity::note, doubt.path.substr(0, dot), "strength",
                        fmt::format("{}:{}:{}: {}: {}", doubt.where.file, doubt.where.line, doubt.where.column,
                                    doubt.path.substr(dot + 1), doubt.message),
                        doubt.value, doubt.limit});
  }
  return findings;
}

}  // namespace raffinate::results
