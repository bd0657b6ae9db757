#pragma once

#include <span>

#include "phreeqc/draft.hpp"

namespace raffinate::phreeqc {

/// Each reads the lines of one block, without the keyword, into the draft. Faults become problems, and reading goes on.
void read_masters(Draft& draft, std::span<const Line> lines);
void read_species(Draft& draft, std::span<const Line> lines);
void read_phases(Draft& draft, std::span<const Line> lines);
void read_named_expressions(Draft& draft, std::span<const Line> lines);
void read_pitzer(Draft& draft, std::span<const Line> lines);
void read_sit(Draft& draft, std::span<const Line> lines);
void read_bdot(Draft& draft, std::span<const Line> lines);

/// After all blocks: adds named expressions, computes weights, and checks that every species of a reaction is defined
/// and every reaction balances.
void resolve(Draft& draft);

}  // namespace raffinate::phreeqc
