#include "support/leach_cases.hpp"

namespace raffinate::test {

namespace {

LeachCase tungsten_trioxide(const char* database, double m0, double k) {
  LeachCase leach;
  leach.database = database;
  leach.totals = {{"Na", 2.0}, {"W", 0.0}};
  leach.driver = "OH-";
  leach.solids = {{"WO3", m0, k, 1, {{"WO4-2", 1}}, -1}};
  return leach;
}

}  // namespace

LeachCase tungsten_trioxide_in_soda() { return tungsten_trioxide("oxide_leach.dat", 0.8, 5e-5); }
LeachCase tungsten_trioxide_used_up() { return tungsten_trioxide("oxide_leach.dat", 0.3, 8e-5); }
LeachCase tungsten_trioxide_in_soda_pitzer() { return tungsten_trioxide("tungstate_brine.dat", 0.8, 5e-5); }

LeachCase tungsten_trioxide_by_concentration() {
  LeachCase leach = tungsten_trioxide_in_soda();
  leach.driver.clear();
  leach.driving_amounts = {{"Na", 1}, {"W", -2}};
  return leach;
}

LeachCase five_oxides_in_sulfuric_acid() {
  LeachCase leach;
  leach.database = "oxide_leach.dat";
  leach.totals = {{"S", 1.0}, {"Li", 0.0}, {"Co", 0.0}, {"Ni", 0.0}, {"Mn", 0.0}, {"Cu", 0.0}};
  leach.driver = "H+";
  leach.solids = {{"Li2O", 0.20, 4.0e-3, 0.6, {{"Li+", 2}}, 1},
                  {"CoO", 0.25, 6.0e-5, 0.5, {{"Co+2", 1}}, 1},
                  {"NiO", 0.15, 1.2e-5, 0.5, {{"Ni+2", 1}}, 1},
                  {"MnO", 0.15, 6.0e-4, 1.0, {{"Mn+2", 1}}, 1},
                  {"CuO", 0.05, 2.0e-4, 0.7, {{"Cu+2", 1}}, 1}};
  return leach;
}

std::vector<double> leach_times() {
  std::vector<double> times;
  for (int i = 1; i <= 100; ++i) times.push_back(216.0 * i);
  return times;
}

}  // namespace raffinate::test
