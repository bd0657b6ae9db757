#pragma once
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "results/audit.hpp"
#include "results/result_file.hpp"

namespace raffinate::results {

struct ReportOptions {
  double window = 86400.0;                          ///< length of the window at the end of the run [s]
  std::vector<std::string> elements{"W", "Co"};     ///< elements whose recovery is reported
  bool steady = false;                              ///< a steady state: the window could have any length
};

/// The yield table of a run. Flows are means over the window.
struct Report {
  struct Destination {
    std::string stream;
    std::string kind;       ///< "product", "residue", ...
    double share = 0;       ///< of the element in the new feed; NaN if none is fed
    double flow = 0;        ///< of the element [kg/s]
  };
  struct Recovery {
    std::string element;
    double fed = 0;             ///< [kg/s]
    double recovered = 0;       ///< [kg/s]
    double accumulated = 0;     ///< [kg/s]
    double recovery = 0;        ///< see definitions.hpp; NaN if nothing was fed
    double recovery_of_leaving = 0;
    std::vector<Destination> leaving;
  };
  struct Product {
    std::string stream;
    double mass_flow = 0;       ///< [kg/s]
    std::string main_mineral;   ///< "" for a product without solids
    double purity = 0;          ///< main mineral over total mass
    double moisture = 0;        ///< liquid over total mass
    std::vector<std::pair<std::string, double>> assay;  ///< element, mass fraction of the whole
  };
  struct Dose {
    std::string stream;
    double as_dosed = 0;        ///< [kg per kg of scrap]; NaN without scrap, as below
    double flow = 0;            ///< [kg/s]
  };
  struct Reagent {
    std::string name;
    double consumption = 0;     ///< of 100 % reagent [kg per kg of scrap]
    double flow = 0;            ///< of 100 % reagent [kg/s]
    std::vector<Dose> doses;
  };
  struct Utility {
    std::string name;
    double power = 0;           ///< [W], positive into the plant
    double specific = 0;        ///< [J per kg of scrap]
    std::vector<std::pair<std::string, double>> units;  ///< unit, [W]
  };

  std::string status;
  bool steady = false;                 ///< of a steady state
  std::vector<std::string> path;       ///< how the steady state was found
  double t_start = 0, t_end = 0;       ///< window [s]
  std::string basis;                   ///< how the numbers are meant, in words
  double scrap = 0;                    ///< [kg/s]
  std::vector<std::string> scrap_streams;
  std::vector<Recovery> recoveries;
  std::vector<Product> products;
  std::vector<Reagent> reagents;
  double new_water = 0;                ///< [kg per kg of scrap]
  double evaporated_water = 0;         ///< net water vapour leaving [kg per kg of scrap]
  double new_water_flow = 0, evaporated_flow = 0;  ///< the same [kg/s]
  double throughput = 0;               ///< the larger of all that enters and all that leaves [kg/s]
  std::vector<Utility> utilities;
  AuditResult audit;                   ///< over the whole recorded run
  RunStatistics statistics;
  int states = 0, nonzeros = 0;
  std::vector<std::string> warnings;
};

/// The report of a file, also of a partial one. With fewer than two output times it
/// holds status and warnings only.
[[nodiscard]] Report make_report(const ResultFile& file, const ReportOptions& options = {});

/// The means over a window alone, between the unknowns at its two ends [s]: no audit, no statistics.
[[nodiscard]] Report make_window_report(const PlantRecord& plant, std::span<const double> before,
                                        std::span<const double> after, double t_start, double t_end,
                                        const ReportOptions& options = {});

/// Index of the output time at which the window at the end of a run starts: the last that makes it long enough, or 0.
[[nodiscard]] std::size_t window_start(std::span<const double> times, double window);

/// A number of the report by the names that lead to it in its JSON: "recovery.W", "products.cake.purity".
struct ReportNumber {
  std::string name;
  double value = 0;
  std::string unit;  ///< "kg/h"; "" for fractions of 1
};
/// All numbers of a report that are results of the plant, in the order of its JSON.
[[nodiscard]] std::vector<ReportNumber> numbers_of(const Report& report);

/// As in docs/formats/report.md; `indent` spaces, -1 for one line.
[[nodiscard]] std::string to_json(const Report& report, int indent = 2);
/// The yield table for a terminal.
[[nodiscard]] std::string to_text(const Report& report);

}  // namespace raffinate::results
