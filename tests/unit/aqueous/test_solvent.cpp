#include <catch2/catch.hpp>

#include "aqueous/phreeqc_solvent.hpp"
#include "aqueous/solvent.hpp"
#include "thermo/water.hpp"

using namespace raffinate::aqueous;

TEST_CASE("Debye-Hueckel slopes of water match tabulated values from 0 to 150 C") {
  struct Row {
    double celsius, a, b;  // log10 basis; per angstrom
  };
  // Helgeson, Am. J. Sci. 267 (1969) 729, tables of A and B along saturation.
  const Row rows[] = {{0.01, 0.4939, 0.3253}, {25, 0.5114, 0.3288}, {60, 0.5465, 0.3346}, {100, 0.5995, 0.3421},
                      {150, 0.6855, 0.3525}};
  for (const Row& row : rows) {
    const Solvent water = solvent_at(273.15 + row.celsius);
    CHECK(water.A / ln10 == Approx(row.a).epsilon(0.01));
    CHECK(water.B * 1e-10 == Approx(row.b).epsilon(0.01));
  }
  // Bradley and Pitzer 1979 give A_phi = 0.3915 at 25 C; A = 3 A_phi.
  CHECK(solvent_at(298.15).A / 3 == Approx(0.3915).epsilon(1e-3));
}

TEST_CASE("temperature derivatives of the slopes agree with differences") {
  for (const double T : {278.15, 298.15, 348.15, 403.15}) {
    const double h = 1e-3;
    const Solvent at = solvent_at(T), above = solvent_at(T + h), below = solvent_at(T - h);
    CHECK(at.A_T == Approx((above.A - below.A) / (2 * h)).epsilon(1e-7));
    CHECK(at.B_T == Approx((above.B - below.B) / (2 * h)).epsilon(1e-6));
  }
}

TEST_CASE("the slopes of PHREEQC differ little from ours and have right derivatives") {
  for (const double T : {274.15, 298.15, 348.15, 403.15}) {
    const double h = 1e-2;
    const Solvent at = phreeqc_solvent_at(T), above = phreeqc_solvent_at(T + h), below = phreeqc_solvent_at(T - h);
    // Same permittivity; the density is that of 1 atm or saturation in both.
    CHECK(at.A == Approx(solvent_at(T).A).epsilon(2e-4));
    CHECK(at.B == Approx(solvent_at(T).B).epsilon(2e-4));
    CHECK(at.A_T == Approx((above.A - below.A) / (2 * h)).epsilon(1e-7));
    CHECK(at.B_T == Approx((above.B - below.B) / (2 * h)).epsilon(1e-6));
  }
}

TEST_CASE("the density in the slopes of PHREEQC is that of Kell") {
  // Kell used the temperature scale of 1968, off by 0.026 K at 100 C, where density falls 7.5e-4 per K.
  for (const double T : {278.15, 298.15, 323.15, 353.15, 372.15})
    CHECK(phreeqc_water_density(T) == Approx(1e-3 * raffinate::thermo::water_density(T)).epsilon(2.5e-5));
}

TEST_CASE("the osmotic integral joins its series for dilute solutions") {
  CHECK(debye_osmotic(0.00999999, 1) == Approx(debye_osmotic(0.01000001, 1)).epsilon(1e-5));
  CHECK(debye_osmotic(1e-5, 1.5) == Approx(2e-15 / 3).epsilon(1e-4));
}
