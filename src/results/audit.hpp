#pragma once
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/exit_code.hpp"
#include "model/model.hpp"
#include "results/extremes.hpp"
#include "results/plant_record.hpp"

namespace raffinate::results {

/// Limits of the audit.
struct AuditLimits {
  double element_closure = 1e-9;
  double charge_closure = 1e-9;
  double enthalpy_closure = 1e-6;
  double aggregate = 1e-9;       ///< aggregates against the amounts they stand for
  double still = 1e-9;           ///< a run moves some state by more than this of its size; negative: a steady state
  double negative = 1e-6;        ///< inventory below zero, relative to throughput
  double recovery = 1e-6;        ///< recovery above 1
  double min_pulp_density = -1e-6;  ///< an empty vessel within the tolerance of its solids
  double max_pulp_density = 0.7;
  double max_level = 1.15;          ///< slurry over the volume of its vessel; weirs need some 10 % at the flows they are sized for
  double min_ph = -2, max_ph = 16;
  double min_liquid_temperature = 268.15, max_liquid_temperature = 383.15;  ///< [K]
  double heat_of_mixing = 1.0;   ///< error of a temperature that follows from carried heats [K]
  double floor = 1e-9;           ///< an element rarer than this in a unit is judged against this share of it
};

/// How bad a finding is; decides the exit code.
enum class Severity {
  note,         ///< worth knowing
  implausible,  ///< exit code 5 under `strict`
  wrong,        ///< exit code 5 always: nothing happened, negative inventory, recovery above 100 %
  not_closed    ///< exit code 4: a balance does not close
};

/// One thing the audit found.
struct Finding {
  Severity severity = Severity::note;
  std::string unit;     ///< unit operation, "" for the plant
  std::string subject;  ///< "Na", "enthalpy", "pH" ...
  std::string message;
  double value = 0;
  double limit = 0;
};

/// Closure of every conserved quantity, relative to throughput, and everything found.
struct AuditResult {
  std::vector<std::string> quantities;           ///< elements, "charge", "enthalpy"
  std::vector<double> plant;                     ///< closure of the plant, by quantity
  std::vector<std::string> units;                ///< all units but sources
  std::vector<double> by_unit;                   ///< closure, unit-major
  std::vector<Finding> findings;

  /// Largest magnitude among the plant and its units.
  [[nodiscard]] double worst(std::size_t quantity) const;
  /// Adds findings; the gravest stay first.
  void add(std::vector<Finding> more);
};

/// Audits a run between its first and last unknowns.
[[nodiscard]] AuditResult audit(const PlantRecord& plant, std::span<const double> before,
                                std::span<const double> after, const Extremes& extremes,
                                const AuditLimits& limits = {});
[[nodiscard]] AuditResult audit(const model::Model& model, std::span<const double> before,
                                std::span<const double> after, const Extremes& extremes,
                                const AuditLimits& limits = {});

enum class Strictness { normal, strict };

/// 0, 4 or 5.
[[nodiscard]] base::ExitCode exit_code(const AuditResult& audit, Strictness strictness);

/// "note", "implausible", "wrong", "not closed".
[[nodiscard]] const char* severity_name(Severity severity);
/// One line for the user: "leach_1: Na does not close: ...".
[[nodiscard]] std::string to_text(const Finding& finding);

}  // namespace raffinate::results
