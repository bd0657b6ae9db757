#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

#include "results/audit.hpp"
#include "results/input_findings.hpp"
#include "unit/results/small_plant.hpp"
#include "unitops/vessel.hpp"

using namespace raffinate;
using results::Finding;
using results::Severity;
using results::Strictness;

namespace {

/// What a test unit does wrong.
struct Fault {
  double creation = 0;      ///< share of the inflow that appears from nowhere
  double only_of = -1;      ///< entry that appears; -1: all
  double hidden_loss = 0;   ///< heat that leaves without an energy term [W]
  double reported_loss = 0; ///< heat that leaves through one [W]
  double rate = 1.0 / 3600; ///< of the outflow [1/s]
  double channel = 7.0;     ///< value of the channel "pH"
  double mixing = 0.0;      ///< of "heat_of_mixing" [K]
};

/// A mixed vessel with a constant outflow rate, honest but for its fault.
class Box {
 public:
  Box(const unitops::BuildContext& context, const Fault& fault)
      : fault_(fault), vessel_(context.components(), ""), filling_(water(context)) {}

  [[nodiscard]] std::vector<unitops::Port> ports() const {
    return {unitops::inlet("feed", ""), unitops::outlet("out", ""), unitops::optional(unitops::outlet("vent", ""))};
  }
  void reach(std::span<const reactions::EntrySet> inlets, std::span<reactions::EntrySet> outlets) {
    reactions::EntrySet held(static_cast<std::size_t>(vessel_.components().component_entry_count()), 0);
    held[0] = 1;
    vessel_.admit(held);
    vessel_.admit(inlets[0]);
    outlets[0] = vessel_.held();
  }
  void declare(unitops::Layout& layout) {
    vessel_.declare(layout, 1000.0);
    loss_ = layout.energy("heat_loss", "");
    layout.channel("pH", "1", "");
    layout.reported("heat_of_mixing", "K", "");
  }
  void initial(double* x) const { vessel_.fill(filling_, x); }
  template <class S>
  void observe(const unitops::Io<S>& io) const {
    io.channel[0] = S(fault_.channel);
  }
  template <class S>
  void report(const unitops::Io<S>& io) const {
    io.channel[1] = S(fault_.mixing);
  }
  template <class S>
  void outlets(const unitops::Io<S>& io) const {
    vessel_.draw(S(fault_.rate), io.x, io.out[0]);
  }
  template <class S>
  void rates(const unitops::Io<S>& io) const {
    vessel_.flow_in(io.in[0], io.dx);
    vessel_.flow_out(io.out[0], io.dx);
    for (int e = 0; e < vessel_.components().component_entry_count(); ++e)
      if (vessel_.state(e) >= 0 && (fault_.only_of < 0 || fault_.only_of == e))
        io.dx[vessel_.state(e)] += fault_.creation * io.in[0][e];
    io.energy[loss_] = S(-fault_.reported_loss);
    io.dx[vessel_.state(unitops::Aggregate::sensible_heat)] -= S(fault_.hidden_loss + fault_.reported_loss);
  }

 private:
  static std::vector<double> water(const unitops::BuildContext& context) {
    constexpr double moles = 5e4;
    std::vector<double> entries(static_cast<std::size_t>(context.components().entry_count()), 0.0);
    entries[0] = moles;
    const auto sums = context.components().contributions(0);
    for (std::size_t a = 0; a < sums.size(); ++a)
      entries[static_cast<std::size_t>(context.components().component_entry_count()) + a] = moles * sums[a];
    return entries;
  }

  Fault fault_;
  unitops::Vessel vessel_;
  std::vector<double> filling_;
  int loss_ = -1;
};

/// Two boxes in a row, the second one faulty.
std::shared_ptr<const model::Model> boxes(const Fault& fault, const std::string& flow = "600 kg/h") {
  tests::SmallPlant plant;
  Fault honest;
  honest.rate = fault.rate;
  plant.unit("caustic", "feed", "{mass_flow: " + flow + ", material: {composition: {NaOH: 10 %}, temperature: 40 degC}}");
  plant.unit("honest", std::make_unique<unitops::UnitOf<Box>>(plant.context(), honest));
  plant.unit("faulty", std::make_unique<unitops::UnitOf<Box>>(plant.context(), fault));
  plant.stream("feed", 0, 1).stream("between", 1, 2).leaving("out", 2, model::Destination::product);
  return plant.compile();
}

results::AuditResult audit_of(const std::shared_ptr<const model::Model>& model, double hours = 4.0) {
  const auto outcome = tests::run(model, hours);
  return results::audit(*model, outcome.before, outcome.after, outcome.extremes);
}

const Finding* find(const results::AuditResult& audit, const std::string& unit, const std::string& subject) {
  const auto found = std::find_if(audit.findings.begin(), audit.findings.end(), [&](const Finding& f) {
    return f.unit == unit && f.subject == subject;
  });
  return found == audit.findings.end() ? nullptr : &*found;
}

std::size_t index_of(const results::AuditResult& audit, const std::string& quantity) {
  return static_cast<std::size_t>(std::find(audit.quantities.begin(), audit.quantities.end(), quantity) -
                                  audit.quantities.begin());
}

}  // namespace

TEST_CASE("an honest plant closes to round-off and passes") {
  const auto audit = audit_of(boxes({}));
  for (std::size_t q = 0; q < audit.quantities.size(); ++q) CHECK(audit.worst(q) < 1e-12);
  CHECK(audit.findings.empty());
  CHECK(results::exit_code(audit, Strictness::strict) == base::ExitCode::ok);
}

TEST_CASE("a leach with reactions, heating and a heat loss closes") {
  const auto audit = audit_of(tests::leach_plant());
  for (std::size_t q = 0; q < audit.quantities.size(); ++q) {
    INFO(audit.quantities[q]);
    CHECK(audit.worst(q) < 1e-9);
  }
  for (const auto& finding : audit.findings) {
    INFO(results::to_text(finding));
    CHECK(finding.severity <= Severity::implausible);
  }
}

TEST_CASE("a unit that creates mass is caught by name") {
  Fault fault;
  fault.creation = 1e-6;
  const auto audit = audit_of(boxes(fault));
  const auto* sodium = find(audit, "faulty", "Na");
  REQUIRE(sodium != nullptr);
  CHECK(sodium->severity == Severity::not_closed);
  CHECK(sodium->value == Approx(-1e-6).epsilon(0.01));
  CHECK(find(audit, "", "Na") != nullptr);
  CHECK(find(audit, "honest", "Na") == nullptr);
  CHECK(find(audit, "faulty", "liquid_mass") != nullptr);
  CHECK(results::exit_code(audit, Strictness::normal) == base::ExitCode::not_closed);
}

TEST_CASE("a unit that creates charge is caught") {
  Fault fault;
  fault.creation = 1e-7;
  const auto plant = boxes({});
  fault.only_of = plant->components()[plant->components().find("Na+")].first_entry;
  const auto audit = audit_of(boxes(fault));
  CHECK(find(audit, "faulty", "charge") != nullptr);
  CHECK(find(audit, "faulty", "O") == nullptr);
}

TEST_CASE("a unit that loses heat unreported is caught, one that reports it is not") {
  Fault fault;
  fault.hidden_loss = 50.0;
  const auto audit = audit_of(boxes(fault));
  const auto* finding = find(audit, "faulty", "enthalpy");
  REQUIRE(finding != nullptr);
  CHECK(finding->value > 0);  // more came in than left or stayed
  CHECK(find(audit, "faulty", "Na") == nullptr);

  Fault reported;
  reported.reported_loss = 50.0;
  CHECK(audit_of(boxes(reported)).findings.empty());
}

TEST_CASE("a run in which nothing happened is not a success") {
  Fault fault;
  fault.rate = 0.0;
  const auto audit = audit_of(boxes(fault, "0 kg/h"), 1.0);
  const auto* finding = find(audit, "", "states");
  REQUIRE(finding != nullptr);
  CHECK_THAT(finding->message, Catch::Contains("nothing happened"));
  CHECK(results::exit_code(audit, Strictness::normal) == base::ExitCode::implausible);
}

TEST_CASE("a temperature that leaves out a heat of mixing is named") {
  Fault fault;
  fault.mixing = -3.0;
  const auto* finding = find(audit_of(boxes(fault), 1.0), "faulty", "heat_of_mixing");
  REQUIRE(finding != nullptr);
  CHECK(finding->value == -3.0);
}

TEST_CASE("implausible values count under strict only") {
  Fault fault;
  fault.channel = 17.0;
  const auto audit = audit_of(boxes(fault), 1.0);
  const auto* finding = find(audit, "faulty", "pH");
  REQUIRE(finding != nullptr);
  CHECK(finding->limit == 16.0);
  CHECK(results::exit_code(audit, Strictness::normal) == base::ExitCode::ok);
  CHECK(results::exit_code(audit, Strictness::strict) == base::ExitCode::implausible);
}

TEST_CASE("an underflow too thick to flow is implausible") {
  for (const bool thick : {true, false}) {
    tests::SmallPlant plant;
    plant.unit("slurry", "feed", "{mass_flow: 600 kg/h, material: {composition: {WO3: 20 %}, sizes: {p80: 50 um}}}")
        .unit("thickener", "thickener", thick ? "{volume: 1 m3, underflow_solids: 80 %}" : "{volume: 1 m3, underflow_solids: 60 %}")
        .stream("feed", 0, 1)
        .leaving("underflow", 1, model::Destination::residue, 0)
        .leaving("overflow", 1, model::Destination::effluent, 1);
    const auto audit = audit_of(plant.compile(), 6.0);
    const auto* finding = find(audit, "thickener", "underflow");
    REQUIRE((finding != nullptr) == thick);
    if (!thick) continue;
    CHECK(finding->severity == Severity::implausible);
    CHECK(finding->value == Approx(0.8).epsilon(1e-3));
  }
}

TEST_CASE("a reagent stronger than any solution is implausible, with its place in the input") {
  tests::SmallPlant plant;
  plant.unit("caustic", "feed", "{mass_flow: 600 kg/h, material: {composition: {NaOH: 70 %}}}")
      .unit("tank", "stirred_tank", "{volume: 1 m3}")
      .stream("feed", 0, 1)
      .leaving("out", 1, model::Destination::effluent);
  const auto findings = results::input_findings(*plant.compile());
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::implausible);
  CHECK(findings[0].value == Approx(0.7));
  CHECK_THAT(findings[0].message, Catch::StartsWith("caustic:1:48: ") && Catch::Contains("70 % NaOH by mass at 25 degC does not exist"));
}

TEST_CASE("a negative inventory is always wrong") {
  const auto model = boxes({});
  auto outcome = tests::run(model, 1.0);
  const auto& unit = model->units()[1];
  std::vector<double> x = outcome.after, channels(static_cast<std::size_t>(model->channel_count()), 7.0);
  x[static_cast<std::size_t>(unit.first_state)] = -1.0;
  outcome.extremes.add(4000.0, x, channels);
  const auto audit = results::audit(*model, outcome.before, outcome.after, outcome.extremes);
  CHECK(find(audit, "honest", "H2O") != nullptr);
  CHECK(results::exit_code(audit, Strictness::normal) == base::ExitCode::implausible);
}

TEST_CASE("more of an element in products than was ever there is wrong") {
  const auto model = boxes({});
  auto outcome = tests::run(model, 1.0);
  const auto& product = *std::find_if(model->streams().begin(), model->streams().end(), [](const auto& s) {
    return s.destination == model::Destination::product;
  });
  for (std::size_t k = 0; k < product.entries.size(); ++k)
    outcome.after[static_cast<std::size_t>(product.first_ledger) + k] *= 1000.0;
  const auto audit = results::audit(*model, outcome.before, outcome.after, outcome.extremes);
  const auto* finding = find(audit, "", "Na");
  REQUIRE(finding != nullptr);
  CHECK(std::any_of(audit.findings.begin(), audit.findings.end(),
                    [](const Finding& f) { return f.severity == Severity::wrong && f.subject == "Na" && f.value > 1; }));
}

TEST_CASE("a result that is not a number does not pass") {
  const auto model = boxes({});
  auto outcome = tests::run(model, 0.25);
  outcome.after[0] = std::numeric_limits<double>::quiet_NaN();
  const auto audit = results::audit(*model, outcome.before, outcome.after, outcome.extremes);
  CHECK(results::exit_code(audit, Strictness::normal) == base::ExitCode::not_closed);
}

TEST_CASE("an activity model used beyond its data is reported with share of time and strength") {
  tests::SmallPlant plant;
  plant.unit("caustic", "feed", "{mass_flow: 600 kg/h, material: {composition: {NaOH: 40 %}}}")
      .unit("tank", "stirred_tank", "{volume: 1 m3}")
      .stream("feed", 0, 1)
      .leaving("out", 1, model::Destination::effluent);
  const auto audit = audit_of(plant.compile(), 6.0);
  const auto* finding = find(audit, "tank", "activity model");
  REQUIRE(finding != nullptr);
  CHECK(finding->severity == Severity::implausible);
  CHECK(finding->value > finding->limit);
  CHECK_THAT(finding->message, Catch::Contains("sit") && Catch::Contains("% of the time"));
}

TEST_CASE("numbered and segment channels carry the quantity they are named after") {
  CHECK(results::carries("temperature", "temperature"));
  CHECK(results::carries("temperature_2", "temperature"));
  CHECK(results::carries("segment_3.temperature", "temperature"));
  CHECK_FALSE(results::carries("temperature_setpoint", "temperature"));
  CHECK_FALSE(results::carries("pHase", "pH"));
}

TEST_CASE("a liquid whose ionic strength nobody records is pointed out, not passed over") {
  const auto model = tests::leach_plant();
  auto outcome = tests::run(model, 0.25);
  auto plant = results::describe(*model);
  for (auto& channel : plant.units[3].channels)
    if (channel.name == "ionic_strength") channel.name = "secret";
  const auto audit = results::audit(plant, outcome.before, outcome.after, outcome.extremes);
  const auto* finding = find(audit, "leach", "activity model");
  REQUIRE(finding != nullptr);
  CHECK_THAT(audit.findings.back().message, Catch::Contains("not recorded"));
}
