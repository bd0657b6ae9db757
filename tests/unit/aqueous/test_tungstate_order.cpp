// Which tungstate prevails at which pH in 1 mol/L NaCl, against the published constants solved on their own.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "base/data_directory.hpp"
#include "solutions.hpp"
#include "thermo/database.hpp"

using namespace raffinate;
using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;

namespace {

struct Oxoanion {
  const char* name;
  int tungsten, protons;
  double log_beta;  ///< molar, 1.0 mol/L NaCl, 25 C
};

/// Cruywagen and van der Merwe, J. Chem. Soc. Dalton Trans. (1987) 1701; HWO4- at 1 mol/L: NIST SRD 46.
constexpr std::array published{Oxoanion{"WO4-2", 1, 0, 0}, Oxoanion{"HWO4-", 1, 1, 2.9},
                               Oxoanion{"W6O20(OH)2-6", 6, 6, 49.01}, Oxoanion{"W7O24-6", 7, 8, 65.19},
                               Oxoanion{"HW7O24-5", 7, 9, 69.96}};

/// Share of the tungsten in each species at a total [mol/L] and concentration of H+.
std::array<double, published.size()> shares_of(double total, double log_h) {
  double low = -40, high = std::log10(total);
  std::array<double, published.size()> shares{};
  for (int i = 0; i < 200; ++i) {
    const double log_w = 0.5 * (low + high);
    double sum = 0;
    for (std::size_t k = 0; k < published.size(); ++k) {
      const Oxoanion& s = published[k];
      shares[k] = s.tungsten * std::pow(10.0, s.log_beta + s.tungsten * log_w + s.protons * log_h) / total;
      sum += shares[k];
    }
    (sum < 1 ? low : high) = log_w;
  }
  return shares;
}

std::size_t first_of(const std::array<double, published.size()>& shares) {
  return static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin());
}

/// The speciation of 0.01 mol/kg tungstate in 1.022 mol/kg NaCl, titrated with HCl.
class Titration {
 public:
  Titration()
      : equilibrium_(define(thermo::Database::load(base::data_directory()), {"H+", "Na+", "Cl-", "WO4-2"}),
                     Energy::at_temperature),
        cache_(equilibrium_.make_cache()) {}

  void add(double acid) {
    const Recipe recipe{{{"Na+", 1.022 + 2 * tungsten}, {"WO4-2", tungsten}, {"Cl-", 1.022 + acid}, {"H+", acid}}, 298.15};
    REQUIRE(equilibrium_.solve(inputs_at_temperature(equilibrium_, recipe), cache_).converged);
  }
  double log_h() const { return std::log10(molality(equilibrium_, cache_, "H+")); }
  std::array<double, published.size()> shares() const {
    std::array<double, published.size()> result{};
    for (std::size_t k = 0; k < published.size(); ++k)
      result[k] = published[k].tungsten * molality(equilibrium_, cache_, published[k].name) / tungsten;
    return result;
  }

  static constexpr double tungsten = 0.01;

 private:
  Equilibrium equilibrium_;
  Equilibrium::Cache cache_;
};

}  // namespace

TEST_CASE("the tungstates of 1 mol/L NaCl follow one another as the published constants say") {
  Titration titration;
  std::vector<std::size_t> order, expected;
  for (double acid = -0.012; acid < 0.02; acid += 5e-5) {
    titration.add(acid);
    // Where two species share the tungsten, their rank hangs on the last hundredths of log beta.
    const auto reference = shares_of(Titration::tungsten, titration.log_h());
    const std::size_t now = first_of(titration.shares()), should = first_of(reference);
    if (order.empty() || order.back() != now) order.push_back(now);
    if (expected.empty() || expected.back() != should) expected.push_back(should);
  }
  REQUIRE(expected.size() > 2);
  CHECK(order == expected);
  CHECK(std::string(published[order.front()].name) == "WO4-2");
  CHECK(std::string(published[order.back()].name) == "HW7O24-5");
}

TEST_CASE("half of the tungsten is polymerised at the pH of the published constants") {
  Titration titration;
  double at_half = 0;
  for (double acid = 0; acid < 0.02; acid += 2e-5) {
    titration.add(acid);
    if (titration.shares()[0] < 0.5) {
      at_half = -titration.log_h();
      break;
    }
  }
  double expected = 9;
  while (shares_of(Titration::tungsten, -expected)[0] > 0.5) expected -= 0.001;
  // SIT carries the constants from 1 mol/L to zero ionic strength and back; the added tungstate changes the medium by 3 %.
  CHECK(at_half == Approx(expected).margin(0.05));
}
