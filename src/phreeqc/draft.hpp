#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/problems.hpp"
#include "phreeqc/contents.hpp"
#include "phreeqc/text.hpp"

namespace raffinate::phreeqc {

/// A named expression to be added to a log K; no name: a constant.
struct Addition {
  std::string expression;  ///< lower case
  double coefficient = 1;
  Word place;
};

/// The options of a log K as written.
struct WrittenLogK {
  double log_k = 0;
  double delta_h = 0;                ///< [J/mol]
  std::array<double, 6> analytic{};  ///< wins over log_k and delta_h if any is not zero
  std::vector<Addition> additions;
};

/// What a reaction needs besides its terms until names are resolved.
struct WrittenReaction {
  Word place;               ///< of the species or phase it defines
  std::vector<Word> terms;  ///< where the terms stand, in their order
  WrittenLogK k;
};

/// A database while its file is read.
struct Draft {
  std::string file;
  Contents contents;
  std::vector<std::string> weight_formulas;        ///< one per master; empty if its weight is a number
  std::vector<WrittenReaction> species_reactions;  ///< one per species
  std::vector<WrittenReaction> phase_reactions;    ///< one per phase
  std::vector<WrittenReaction> expression_texts;   ///< one per named expression
  base::Problems problems;

  void add_problem(const Word& place, std::string subject, std::string message, std::string remedy);
  void skip(std::string block, std::string entry, std::string reason, int line);

  /// Puts an entry and its reaction at index `at`: behind all others, or in place of an earlier one of the same name,
  /// which is listed as skipped.
  template <class Entry>
  void put(const char* block, std::vector<Entry>& all, std::vector<WrittenReaction>& reactions, std::size_t at,
           Entry entry, WrittenReaction reaction) {
    if (at == all.size()) {
      all.push_back(std::move(entry));
      reactions.push_back(std::move(reaction));
      return;
    }
    skip(block, all[at].name, "replaced in line " + std::to_string(entry.line), all[at].line);
    all[at] = std::move(entry);
    reactions[at] = std::move(reaction);
  }
};

/// The number a word is, or nothing. Exponents as in C: "1.4e-7".
[[nodiscard]] std::optional<double> as_number(const std::string& word);

/// The numbers of a line from word `first` on, up to `most` and up to the first word that cannot be a number.
/// A problem if there are fewer than `least`, or if a word looks like a number and is none.
[[nodiscard]] std::vector<double> read_numbers(Draft& draft, const Line& line, std::size_t first, std::size_t least,
                                               std::size_t most);

}  // namespace raffinate::phreeqc
