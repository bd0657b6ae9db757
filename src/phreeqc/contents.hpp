#pragma once

#include <optional>
#include <string>
#include <vector>

#include "phreeqc/bdot_table.hpp"
#include "phreeqc/interaction.hpp"
#include "phreeqc/master.hpp"
#include "phreeqc/phase.hpp"
#include "phreeqc/species.hpp"
#include "thermo/log_k.hpp"

namespace raffinate::phreeqc {

/// A log K with a name, which reactions add by -add_logk: an entry of NAMED_EXPRESSIONS.
struct NamedExpression {
  std::string name;
  thermo::LogK k;
  int line = 0;
};

/// Something in the file that was read over.
struct Skipped {
  std::string block;   ///< keyword, e.g. "RATES"
  std::string entry;   ///< what: "-dw", or empty for the whole block
  std::string reason;  ///< why it is not used
  int line = 0;
};

/// All that a database file says, in the order of the file.
struct Contents {
  std::vector<Master> masters;
  std::vector<Species> species;
  std::vector<Phase> phases;
  std::vector<NamedExpression> expressions;
  std::vector<PitzerParameter> pitzer;
  PitzerOptions pitzer_options;
  std::vector<SitParameter> sit;
  std::optional<BdotTable> bdot;
  bool has_pitzer_block = false, has_sit_block = false;
  std::vector<Skipped> skipped;
};

}  // namespace raffinate::phreeqc
