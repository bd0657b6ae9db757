#include <catch2/catch.hpp>

#include <cmath>
#include <random>
#include <stdexcept>

#include "activities.hpp"
#include "aqueous/ion_association.hpp"
#include "aqueous/phreeqc_solvent.hpp"

using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;

namespace {

/// Parameters of llnl.dat, PHREEQC 3.8.8; Helgeson 1969 for the slopes.
BdotParameters llnl_table() {
  return {{273.16, 298.15, 333.15, 373.15, 423.15, 473.15, 523.15, 573.15},
          {0.4939, 0.5114, 0.5465, 0.5995, 0.6855, 0.7994, 0.9593, 1.218},
          {0.3253e10, 0.3288e10, 0.3346e10, 0.3421e10, 0.3525e10, 0.3639e10, 0.3766e10, 0.3925e10},
          {0.0374, 0.041, 0.0438, 0.046, 0.047, 0.047, 0.034, 0},
          {-1.0312, 0.0012806, 255.9, 0.4445, -0.001606}};
}

/// One species of every form.
std::vector<IonCoefficient> every_form() {
  return {{1, IonForm::davies},        {2, IonForm::debye_hueckel, 5e-10, 0.165}, {-1, IonForm::debye_hueckel, 5e-10},
          {-2, IonForm::b_dot, 4e-10}, {0, IonForm::b_dot, 3e-10},                {0, IonForm::linear, 0, 0.1},
          {0, IonForm::ideal},         {0, IonForm::carbon_dioxide},              {0, IonForm::water}};
}

struct Expected {
  double m, log_activity;
};

/// With `rest` mol/kg of one more ion, if the model has one.
void check_log_activities(const Model& model, const std::vector<Expected>& species, double rest, double T) {
  Molalities m;
  for (const Expected& s : species) m.push_back(s.m);
  if (rest > 0) m.push_back(rest);
  const Activities a = activities_at(model, m, T);
  for (std::size_t i = 0; i < species.size(); ++i)
    CHECK(a.ln_gamma[i] / ln10 + std::log10(m[i]) == Approx(species[i].log_activity).margin(1e-9));
}

}  // namespace

TEST_CASE("ion association gives the activities of PHREEQC with minteq.v4.dat") {
  // A solution of Co, NH4, SO4, HCO3, Cl at 15.918 C, PHREEQC 3.8.8; the last ion stands for what is not listed,
  // so that I is right. "-gamma 0 0" of that file is the limiting law, not ideality.
  const Model model = make_wateq({{2, IonForm::debye_hueckel}, {1, IonForm::debye_hueckel},
                                  {1, IonForm::debye_hueckel, 2.5e-10}, {-2, IonForm::davies},
                                  {-1, IonForm::debye_hueckel, 5.4e-10}, {0, IonForm::debye_hueckel},
                                  {1, IonForm::davies}});
  check_log_activities(model, {{0.01956996726562, -3.564857037729},
                               {0.001155254649355, -3.401434059213},
                               {0.2000092157433, -0.9633570468701},
                               {0.05672602532941, -1.696781952851},
                               {0.001384412916259, -3.035106661537},
                               {2.865886427974e-05, -4.542741024225}},
                       1.198834312155, 289.0679933039169);
}

TEST_CASE("the B-dot equation gives the activities of PHREEQC with llnl.dat") {
  // Tungstate in caustic soda with carbonate and sulfate at 11.734 C, PHREEQC 3.8.8.
  const Model model = make_llnl({{1, IonForm::b_dot, 4e-10}, {-1, IonForm::b_dot, 3.5e-10}, {-2, IonForm::b_dot, 5e-10},
                                 {-2, IonForm::b_dot, 4.5e-10}, {-2, IonForm::b_dot, 4e-10}, {0, IonForm::b_dot, 3e-10},
                                 {-1, IonForm::b_dot, 4e-10}, {-1, IonForm::b_dot, 4e-10}},
                                llnl_table());
  check_log_activities(model, {{1.684662185856, 0.05678935813716},
                               {0.7967690692337, -0.2906859307537},
                               {0.29947624476, -1.304886429285},
                               {0.05665463653045, -2.093101813002},
                               {0.03277049707512, -2.406570990936},
                               {0.104275023461, -0.9818197037697},
                               {0.06644240052247, -1.347278154754},
                               {0.04364573754658, -1.529781632799}},
                       0, 284.8839873518431);
  Molalities m{1.684662185856, 0.7967690692337, 0.29947624476, 0.05665463653045,
               0.03277049707512, 0.104275023461, 0.06644240052247, 0.04364573754658};
  CHECK(activities_at(model, m, 284.8839873518431).ln_water / ln10 == Approx(-0.02339324409713).margin(1e-8));
}

TEST_CASE("activity of CO2 in sodium chloride follows Drummond's polynomial") {
  const Model model = make_llnl({{1, IonForm::b_dot, 4e-10}, {-1, IonForm::b_dot, 3e-10}, {0, IonForm::carbon_dioxide}},
                                llnl_table());
  const double T = 350, I = 2;
  const double expected = (-1.0312 + 0.0012806 * T + 255.9 / T) * I - (0.4445 - 0.001606 * T) * I / (I + 1);
  CHECK(activities_at(model, {2, 2, 0.01}, T).ln_gamma[2] == Approx(expected).epsilon(1e-12));
}

TEST_CASE("ions of an ion association approach the limiting law") {
  const Model model = make_wateq(every_form());
  const double m = 1e-6, I = 0.5 * m * (1 + 4 + 1);
  const Activities a = activities_at(model, {m, m, m, 0, 0, 0, 0, 0, 0});
  const double slope = phreeqc_solvent_at(298.15).A;
  // The next terms, A z^2 I (1 or B a, and 0.3), come to less than twice A z^2 I.
  CHECK(a.ln_gamma[0] == Approx(-slope * std::sqrt(I)).margin(2 * slope * I));
  CHECK(a.ln_gamma[1] == Approx(-4 * slope * std::sqrt(I)).margin(8 * slope * I));
}

TEST_CASE("slopes of the B-dot equation are interpolated linearly in temperature") {
  const Model model = make_llnl({{1, IonForm::b_dot, 0}}, llnl_table());
  const double middle = 0.5 * (298.15 + 333.15), I = 0.5;
  const double expected = -0.5 * (0.5114 + 0.5465) * std::sqrt(I) + 0.5 * (0.041 + 0.0438) * I;
  CHECK(activities_at(model, {1}, middle).ln_gamma[0] / ln10 == Approx(expected).epsilon(1e-12));
}

TEST_CASE("water of an ion association goes on smoothly where the solutes leave none") {
  const Model model = make_wateq({{0, IonForm::ideal}});
  CHECK(activities_at(model, {1}).ln_water == Approx(std::log(0.983)).epsilon(1e-14));
  // 52.9 mol/kg: a_w = 0.1; beyond, the tangent.
  CHECK(activities_at(model, {0.9 / 0.017 + 1}).ln_water == Approx(std::log(0.1) - 0.17).epsilon(1e-12));
}

TEST_CASE("derivatives of ion association agree with differences") {
  std::mt19937 engine(12);
  const std::size_t n = every_form().size();
  check_derivatives(make_wateq(every_form()), random_composition(engine, n), 340);
  check_derivatives(make_llnl(every_form(), llnl_table()), random_composition(engine, n), 340);
}

TEST_CASE("a B-dot table of unequal columns is refused") {
  BdotParameters table = llnl_table();
  table.bdot.pop_back();
  CHECK_THROWS_AS(make_llnl({{1, IonForm::b_dot, 4e-10}}, table), std::invalid_argument);
}
