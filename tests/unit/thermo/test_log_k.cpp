#include <catch2/catch.hpp>
#include <cmath>

#include "data.hpp"
#include "thermo/log_k.hpp"

using namespace raffinate::thermo;

namespace {
double log10_k(const LogK& k, double celsius) { return k.ln(celsius + 273.15) / std::log(10.0); }
}  // namespace

TEST_CASE("van 't Hoff gives the constant and its slope at 25 C") {
  LogK k;
  k.at_298 = -3.5;
  k.delta_h = 30000;
  CHECK(log10_k(k, 25) == Approx(-3.5));
  const double slope = (k.ln(298.65) - k.ln(297.65)) / 1.0;
  CHECK(slope == Approx(30000 / (8.31446 * 298.15 * 298.15)).epsilon(1e-5));
}

TEST_CASE("an analytic form is evaluated term by term") {
  LogK k;
  k.analytic = {1, 0.001, 100, 2, 1e4, 1e-6};
  const double T = 350;
  CHECK(k.ln(T) / std::log(10.0) ==
        Approx(1 + 0.35 + 100 / 350.0 + 2 * std::log10(350.0) + 1e4 / (350.0 * 350) + 1e-6 * 350 * 350));
}

TEST_CASE("the ion product of water follows the measurements to 100 C") {
  // Marshall and Franck, J. Phys. Chem. Ref. Data 10 (1981) 295: 13.995, 13.02 (60 C), 12.26 (100 C).
  const LogK& k = data().formation("OH-")->k;
  CHECK(log10_k(k, 25) == Approx(-13.995).margin(0.005));
  CHECK(log10_k(k, 60) == Approx(-13.02).margin(0.02));
  CHECK(log10_k(k, 100) == Approx(-12.26).margin(0.03));
}

TEST_CASE("water vapour is saturated at 1 atm and 100 C") {
  const LogK& k = data().absorption("H2O(g)")->k;
  CHECK(std::exp(-k.ln(373.15)) == Approx(1.01325).epsilon(0.03));
}

TEST_CASE("the slope of an analytic form agrees with the reaction enthalpy") {
  for (const AqueousReaction& reaction : data().aqueous()) {
    if (!reaction.k.analytic) continue;
    INFO(reaction.species);
    const double slope = (reaction.k.ln(298.65) - reaction.k.ln(297.65)) * 8.31446 * 298.15 * 298.15;
    CHECK(slope == Approx(reaction.k.delta_h).margin(1500));
  }
}
