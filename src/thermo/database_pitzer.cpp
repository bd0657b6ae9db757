#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "thermo/database_reader.hpp"

namespace raffinate::thermo {

using config::Node;

namespace {

struct Key {
  std::string_view name;
  PitzerKind kind;
};

constexpr std::array keys{
    Key{"b0", PitzerKind::b0},       Key{"b1", PitzerKind::b1},         Key{"b2", PitzerKind::b2},
    Key{"c0", PitzerKind::c0},       Key{"theta", PitzerKind::theta},   Key{"lambda", PitzerKind::lambda},
    Key{"zeta", PitzerKind::zeta},   Key{"psi", PitzerKind::psi},       Key{"alpha", PitzerKind::alphas},
};

bool same_species(const PitzerCoefficient& a, const PitzerCoefficient& b) {
  return std::is_permutation(a.species.begin(), a.species.end(), b.species.begin(), b.species.end());
}

}  // namespace

std::vector<std::string> DatabaseReader::read_interacting(const DataFile& file, const Node& entry) {
  std::vector<std::string> names;
  for (const Node& node : entry.find("species").value_or(Node()).items()) {
    if (!database_.find(node.text())) problems_.add(node.problem(fmt::format("unknown species \"{}\"", node.text())));
    names.push_back(node.text());
  }
  if (names.size() < 2 || names.size() > 3) {
    problems_.add(entry.problem_at_key("expected \"species\", a list of two or three"));
  }
  file.allow(entry, {"species", "b0", "b1", "b2", "c0", "theta", "lambda", "zeta", "psi", "alpha", "note"});
  return names;
}

void DatabaseReader::read_pitzer() {
  const DataFile file(directory_ / "aqueous" / "pitzer.yaml", problems_);
  for (const Node& entry : file.items("coefficients")) {
    PitzerCoefficient coefficient;
    coefficient.species = read_interacting(file, entry);
    coefficient.source = file.source(entry);
    for (const Key& key : keys) {
      const auto node = entry.find(key.name);
      if (!node) continue;
      coefficient.kind = key.kind;
      coefficient.a = file.up_to_six(*node);
      if (coefficient.species.size() != species_count(key.kind)) {
        problems_.add(node->problem(fmt::format("{} takes {} species", key.name, species_count(key.kind))));
      }
      add_pitzer(*node, coefficient);
    }
  }
}

void DatabaseReader::add_pitzer(const Node& where, const PitzerCoefficient& coefficient) {
  const auto twice = [&](const PitzerCoefficient& other) {
    return other.kind == coefficient.kind && same_species(other, coefficient);
  };
  if (std::any_of(database_.pitzer_.begin(), database_.pitzer_.end(), twice)) {
    problems_.add(where.problem("is given twice for these species"));
  }
  database_.pitzer_.push_back(coefficient);
}

}  // namespace raffinate::thermo
