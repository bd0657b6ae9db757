#pragma once
#include <span>
#include <vector>

#include "results/audit.hpp"

namespace raffinate::results {

/// What every check of the audit looks at.
struct AuditCase {
  const PlantRecord& plant;
  std::span<const double> before, after;
  const Extremes& extremes;
  const AuditLimits& limits;
};

/// Aggregates of inventories and streams against the amounts they stand for.
void check_aggregates(const AuditCase& run, std::vector<Finding>& findings);
/// No state moved.
void check_change(const AuditCase& run, std::vector<Finding>& findings);
void check_negative_inventories(const AuditCase& run, std::vector<Finding>& findings);
/// More of an element in products than was there and fed.
void check_recovery(const AuditCase& run, std::vector<Finding>& findings);
/// pH, temperature and solids content of liquids and slurries.
void check_plausibility(const AuditCase& run, std::vector<Finding>& findings);
/// Solids content of what thickeners and crystallisers let out.
void check_thickened_streams(const AuditCase& run, std::vector<Finding>& findings);
/// Activity models used beyond their data.
void check_ranges(const AuditCase& run, std::vector<Finding>& findings);

}  // namespace raffinate::results
