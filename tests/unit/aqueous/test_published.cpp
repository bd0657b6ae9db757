// Tungstate in caustic soda at 80 C, computed with PHREEQC 3.8.8 and llnl.dat (U.S. Geological Survey).
#include <catch2/catch.hpp>

#include <cmath>

#include "aqueous/extended_debye_huckel.hpp"
#include "solutions.hpp"

using namespace raffinate::aqueous;
using namespace raffinate::aqueous::test;

namespace {

/// Extended Debye-Hueckel with the slopes of that database instead of ours.
class WithSlopes final : public ActivityModel {
 public:
  WithSlopes(std::shared_ptr<const ActivityModel> inner, Solvent water) : inner_(std::move(inner)), water_(water) {}
  std::string_view name() const override { return inner_->name(); }
  int species_count() const override { return inner_->species_count(); }
  int feature_count() const override { return inner_->feature_count(); }
  const std::vector<FeatureTerm>& feature_terms() const override { return inner_->feature_terms(); }
  ActivityRange range() const override { return inner_->range(); }
  void set_temperature(double, double* block) const noexcept override { store(water_, block); }
  void evaluate(const double* f, double* block, ActivityValues& out) const noexcept override {
    inner_->evaluate(f, block, out);
  }
  void differentiate(const double* f, double* block, ActivityDerivatives& out) const noexcept override {
    inner_->differentiate(f, block, out);
  }

 private:
  std::shared_ptr<const ActivityModel> inner_;
  Solvent water_;
};

Definition tungstate_soda() {
  const auto model = [](const std::vector<double>& charges) -> std::shared_ptr<const ActivityModel> {
    const double b = 0.044900;
    const std::vector<double> sizes{9e-10, 4e-10, 5e-10, 3.5e-10, 3e-10};
    std::vector<IonSize> ions;
    for (std::size_t i = 0; i < charges.size(); ++i) ions.push_back({charges[i], sizes[i], charges[i] == 0 ? 0 : b});
    return std::make_shared<WithSlopes>(make_extended_debye_huckel(ions),
                                        Solvent{ln10 * 0.57300, 0, 0.338350e10, 0});
  };
  Definition d = solution({{"H+", 1}, {"Na+", 1}, {"WO4-2", -2}},
                          {{"OH-", -1, {{"H+", -1}}, 1, 0}, {"NaOH(aq)", 0, {{"Na+", 1}, {"H+", -1}}, 1, 0}}, model);
  d.secondaries[0].k.analytic = {{-67.506, -0.030619, -1990.1, 28.004, -31.033, 0}};
  d.secondaries[1].k.analytic = {{87.326, 0.023555, -5477, -36.678, -85.489, 0}};
  return d;
}

}  // namespace

TEST_CASE("tungstate in caustic soda at 80 C has PHREEQC's hydroxide activity") {
  const Equilibrium equilibrium(tungstate_soda(), Energy::at_temperature);
  auto cache = equilibrium.make_cache();
  struct Row {
    double dissolved, hydroxide_activity;
  };
  for (const Row row : {Row{0, 1.0731792805}, Row{0.2, 0.8583897759}, Row{0.4, 0.6445353470}, Row{0.8, 0.2158950814}}) {
    // WO3 = WO4-2 + 2 H+ - H2O; the published solutions state their free water.
    const double xi = row.dissolved, free_water = 1 + 0.0180098 * xi, hydroxide = 2 - 2 * xi;
    const std::vector<double> inputs{-hydroxide, 2, xi, free_water * water_molality + hydroxide, 4180, 353.15};
    REQUIRE(equilibrium.solve(inputs, cache).converged);
    const double ln_a = value_of(equilibrium, cache, Equilibrium::ln_activity_output(equilibrium.species_index("OH-")));
    CHECK(std::exp(ln_a) == Approx(row.hydroxide_activity).epsilon(1e-7));
  }
  CHECK(molality(equilibrium, cache, "OH-") == Approx(0.3407670769).epsilon(1e-7));
  CHECK(value_of(equilibrium, cache, Equilibrium::ionic_strength_output()) == Approx(2.706679391).epsilon(1e-7));
}
