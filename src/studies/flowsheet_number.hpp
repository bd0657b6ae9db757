#pragma once
#include <string>

#include "flowsheet/flowsheet.hpp"

namespace raffinate::studies {

/// A number of a flowsheet that a study changes: "units.leach_1.heating.setpoint".
struct FlowsheetNumber {
  std::string path;
  std::string written_path;  ///< of the number itself: with ".value" where a source stands beside it
  std::string unit;          ///< as written: "degC", "m3"; "" for a plain number
  double written = 0;        ///< in `unit`
  double si = 0;             ///< [coherent SI]
  double si_per_unit = 1;    ///< of a difference: 1 for degC

  /// Finds it in the text of `sheet` or its overrides. Throws base::InputError if there is no such number.
  static FlowsheetNumber find(const flowsheet::Flowsheet& sheet, const std::string& path);

  /// The override, as for --set, that gives it another value [in `unit`].
  [[nodiscard]] std::string override_with(double value) const;
};

}  // namespace raffinate::studies
