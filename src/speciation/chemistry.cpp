#include "speciation/chemistry.hpp"

#include <algorithm>
#include <cctype>

namespace raffinate::speciation {

namespace {

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

const Component* Chemistry::find(std::string_view token) const {
  const auto at = std::find_if(components.begin(), components.end(), [&](const auto& c) { return c.token == token; });
  return at == components.end() ? nullptr : &*at;
}

const PhaseEntry* Chemistry::phase(std::string_view name) const {
  const auto at =
      std::find_if(phases.begin(), phases.end(), [&](const auto& entry) { return same_letters(entry.name, name); });
  return at == phases.end() ? nullptr : &*at;
}

int Chemistry::electron() const {
  const auto& masters = definition.masters;
  const auto at = std::find_if(masters.begin(), masters.end(), [](const auto& m) { return !m.dissolved; });
  return at == masters.end() ? -1 : static_cast<int>(at - masters.begin());
}

}  // namespace raffinate::speciation
