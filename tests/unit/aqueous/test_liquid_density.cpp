#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "aqueous/liquid_density.hpp"
#include "base/data_directory.hpp"
#include "thermo/elements.hpp"
#include "thermo/water.hpp"

using namespace raffinate;
using aqueous::DensityEstimate;
using aqueous::LiquidDensity;

namespace {

const thermo::Database& data() {
  static const auto database = thermo::Database::load(base::data_directory());
  return database;
}

constexpr double warm = 333.15;

/// Of ions by name [mol/kg water].
DensityEstimate density(const std::map<std::string, double>& ions, double T = warm) {
  std::vector<const thermo::Species*> species;
  std::vector<double> molality;
  double mass = 1;
  for (const auto& [name, m] : ions) {
    species.push_back(&data().at(name));
    molality.push_back(m);
    mass += m * data().at(name).molar_mass;
  }
  return LiquidDensity(data(), species).at(molality, mass, T);
}

/// Of one salt at its molality, straight from its coefficients.
double of_salt(const std::string& salt, double m, double T = warm) {
  const double mass = m * thermo::molar_mass(thermo::parse_formula(salt));
  const thermo::Dissolved one{data().solution(salt), mass / (1 + mass)};
  return thermo::solution_density({&one, 1}, T);
}

double of_mixture(const std::vector<std::pair<std::string, double>>& salts, double T = warm) {
  double mass = 1;
  for (const auto& [salt, m] : salts) mass += m * thermo::molar_mass(thermo::parse_formula(salt));
  std::vector<thermo::Dissolved> list;
  for (const auto& [salt, m] : salts)
    list.push_back({data().solution(salt), m * thermo::molar_mass(thermo::parse_formula(salt)) / mass});
  return thermo::solution_density(list, T);
}

constexpr double round_off = 1e-12;  // relative: sums of a dozen terms and a linear system of a few ions

}  // namespace

TEST_CASE("a solution of one salt has the density of that salt's coefficients") {
  CHECK(density({{"Na+", 2}, {"WO4-2", 1}}).density == Approx(of_salt("Na2WO4", 1)).epsilon(round_off));
  CHECK(density({{"Na+", 3}, {"OH-", 3}}).density == Approx(of_salt("NaOH", 3)).epsilon(round_off));
  CHECK(density({{"H+", 2}, {"SO4-2", 1}}).density == Approx(of_salt("H2SO4", 1)).epsilon(round_off));
}

TEST_CASE("water has the density of water") {
  CHECK(density({{"Na+", 0}}).density == Approx(thermo::water_density(warm)).epsilon(round_off));
}

TEST_CASE("complexes count as the ions they consist of") {
  CHECK(density({{"CoSO4(aq)", 0.5}, {"Co+2", 0.25}, {"SO4-2", 0.25}}).density ==
        Approx(of_salt("CoSO4", 0.75)).epsilon(round_off));
}

TEST_CASE("where all salts have coefficients, ions share them by equivalents") {
  // Na, NH4 with Cl, NO3: equivalents 1 : 2 and 2 : 1, so NaCl gets 1 x 2/3.
  const double expected = of_mixture({{"NaCl", 2. / 3}, {"NaNO3", 1. / 3}, {"NH4Cl", 4. / 3}, {"NH4NO3", 2. / 3}});
  CHECK(density({{"Na+", 1}, {"NH4+", 2}, {"Cl-", 2}, {"NO3-", 1}}).density == Approx(expected).epsilon(round_off));
}

TEST_CASE("where a salt has no coefficients, the others carry its ions") {
  // Cobalt goes with sulfate and tungstate with sodium: there is no other way.
  CHECK(density({{"Na+", 2}, {"Co+2", 1}, {"WO4-2", 1}, {"SO4-2", 1}}).density ==
        Approx(of_mixture({{"Na2WO4", 1}, {"CoSO4", 1}})).epsilon(round_off));
}

TEST_CASE("ions without coefficients are named with their share and count with their apparent volume") {
  const auto found = density({{"K+", 1}, {"Cl-", 1}});
  const double mass = 1 + data().at("K+").molar_mass + data().at("Cl-").molar_mass;
  const double volume = 1 / thermo::water_density(warm) + data().at("K+").volume + data().at("Cl-").volume;
  CHECK(found.density == Approx(mass / volume).epsilon(round_off));
  CHECK(found.unfitted_share == Approx(1).epsilon(round_off));
  REQUIRE(found.unfitted.size() == 2);
  CHECK(found.unfitted[1].species == "K+");
}

TEST_CASE("a salt with coefficients says nothing of ions without") {
  CHECK(density({{"Na+", 1}, {"Cl-", 1}}).unfitted.empty());
}

TEST_CASE("salts beyond the range of their measurements are named") {
  CHECK(density({{"Na+", 2}, {"WO4-2", 1}}).beyond.empty());
  CHECK(density({{"Na+", 2}, {"WO4-2", 1}}, 368.15).beyond == std::vector<std::string>{"Na2WO4"});  // 80 degC is the end
  CHECK(density({{"Na+", 10}, {"WO4-2", 5}}).beyond == std::vector<std::string>{"Na2WO4"});         // 40 % is the end
}

TEST_CASE("mixed solutions have the densities of the CRC Handbook") {
  // CRC Handbook, aqueous solutions at 20 degC: NaOH 10 % 1.1089, NaCl 10 % 1.0707, Na2CO3 10 % 1.1029, H2SO4 10 %
  // 1.0661 g/cm3. The coefficients meet single salts within 0.1 %.
  const auto percent = [](const std::string& salt, double w) {
    return w / (1 - w) / thermo::molar_mass(thermo::parse_formula(salt));
  };
  const double naoh = percent("NaOH", 0.1), nacl = percent("NaCl", 0.1);
  CHECK(density({{"Na+", naoh}, {"OH-", naoh}}, 293.15).density == Approx(1108.9).epsilon(1e-3));
  CHECK(density({{"Na+", nacl}, {"Cl-", nacl}}, 293.15).density == Approx(1070.7).epsilon(1e-3));
}
