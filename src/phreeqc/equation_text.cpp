#include "phreeqc/equation_text.hpp"

#include <cmath>

#include <fmt/format.h>

namespace raffinate::phreeqc {

namespace {

void append(std::string& side, const std::string& species, double amount) {
  side += fmt::format("{}{}{}", side.empty() ? "" : " + ", amount == 1 ? "" : fmt::format("{:g} ", amount), species);
}

}  // namespace

std::string equation_text(const Species& species) {
  if (species.association.empty()) return species.name + " = " + species.name;
  std::string left, right = species.name;
  for (const auto& [name, coefficient] : species.association)
    append(coefficient > 0 ? left : right, name, std::abs(coefficient));
  return left + " = " + right;
}

std::string equation_text(const Phase& phase) {
  std::string left = phase.formula_text, right;
  for (const auto& [name, coefficient] : phase.dissolution)
    append(coefficient < 0 ? left : right, name, std::abs(coefficient));
  return left + " = " + right;
}

}  // namespace raffinate::phreeqc
