#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "thermo/database_reader.hpp"

namespace raffinate::thermo {

using config::Node;

namespace {

struct TermKey {
  std::string_view key;
  PitzerTerm term;
  std::size_t species;  ///< how many it takes
};

constexpr std::array term_keys{
    TermKey{"b0", PitzerTerm::b0, 2},         TermKey{"b1", PitzerTerm::b1, 2},
    TermKey{"b2", PitzerTerm::b2, 2},         TermKey{"c0", PitzerTerm::c0, 2},
    TermKey{"theta", PitzerTerm::theta, 2},   TermKey{"lambda", PitzerTerm::lambda, 2},
    TermKey{"zeta", PitzerTerm::zeta, 3},     TermKey{"psi", PitzerTerm::psi, 3},
    TermKey{"alpha", PitzerTerm::alphas, 2},
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
    for (const TermKey& kind : term_keys) {
      const auto node = entry.find(kind.key);
      if (!node) continue;
      coefficient.term = kind.term;
      coefficient.a = file.up_to_six(*node);
      if (coefficient.species.size() != kind.species) {
        problems_.add(node->problem(fmt::format("{} takes {} species", kind.key, kind.species)));
      }
      add_pitzer(*node, coefficient);
    }
  }
}

void DatabaseReader::add_pitzer(const Node& where, const PitzerCoefficient& coefficient) {
  const auto twice = [&](const PitzerCoefficient& other) {
    return other.term == coefficient.term && same_species(other, coefficient);
  };
  if (std::any_of(database_.pitzer_.begin(), database_.pitzer_.end(), twice)) {
    problems_.add(where.problem("is given twice for these species"));
  }
  database_.pitzer_.push_back(coefficient);
}

}  // namespace raffinate::thermo
