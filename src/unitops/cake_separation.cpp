#include "unitops/cake_separation.hpp"

#include "numerics/smooth.hpp"
#include "unitops/phase_draw.hpp"

namespace raffinate::unitops {

namespace {

constexpr double rounding = 1e-3;  // of the full trough, in laws that would have kinks

EntrySet merged(EntrySet a, const EntrySet& b) {
  for (std::size_t e = 0; e < a.size(); ++e) a[e] = static_cast<char>(a[e] | b[e]);
  return a;
}

}  // namespace

config::Schema<CakeSeparation::Inputs> CakeSeparation::schema(std::string name, std::string help, const Defaults& defaults) {
  return config::Schema<Inputs>(std::move(name), std::move(help))
      .quantity("volume", &Inputs::volume, {.help = "slurry waiting to be separated", .unit = "m3", .fallback = defaults.volume, .min = "0.1 L"})
      .quantity("level_time", &Inputs::level_time, {.help = "time constant of the filtrate flow", .unit = "s", .fallback = "1 min", .min = "1 s"})
      .quantity("time_constant", &Inputs::time_constant, {.help = "time solids wait in the trough; of a batch machine, its cycle time (assumption)", .unit = "s", .fallback = defaults.time_constant, .min = "1 s"})
      .number("cake_moisture", &Inputs::moisture, {.help = "mass fraction of liquor in the cake (assumption; filtration tests decide)", .fallback = defaults.moisture, .min = "0.1 %", .max = "90 %"})
      .number("solids_capture", &Inputs::capture, {.help = "share of the solids that ends in the cake (assumption); at 100 % no solids are carried downstream", .fallback = defaults.capture, .min = "50 %", .max = "100 %"})
      .integer("wash_cells", &Inputs::wash_cells, {.help = "mixed cells in series that the cake resembles during washing: 1 to 10, at a wash ratio of 1 leaving 37 % (1), 22 % (3), 12.5 % (10) of the mother liquor (assumption)", .fallback = defaults.wash_cells, .min = "1", .max = "10"})
      .choice("speciation", &Inputs::speciation, {"always", "recorded"}, speciation_field())
      .text("orp_couple", &Inputs::orp_couple, RedoxElectrode::field())
      .section("filling", &Inputs::filling, Material::schema("filling", "contents at the start"),
               {.help = "contents at the start; some water is needed", .fallback = "{composition: {H2O: 100 %}}"});
}

CakeSeparation::CakeSeparation(const Inputs& inputs, const BuildContext& context, const std::string& where)
    : volume_(inputs.volume.value()),
      level_time_(inputs.level_time.value()),
      time_constant_(inputs.time_constant.value()),
      moisture_(inputs.moisture),
      capture_(inputs.capture),
      wash_cells_(inputs.wash_cells),
      speciation_(inputs.speciation),
      context_(&context),
      vessel_(context.components(), ""),
      orp_couple_(inputs.orp_couple),
      filling_(inputs.filling, context, where),
      wash_(static_cast<std::size_t>(context.components().component_entry_count()), 0) {}

std::vector<Port> CakeSeparation::ports() const {
  return {inlet("feed", "slurry; any number of streams"), optional(feedthrough(inlet("wash", "wash liquor"))),
          outlet("cake", "moist cake"), outlet("filtrate", "filtrate and spent wash liquor")};
}

void CakeSeparation::reach(std::span<const EntrySet> inlets, std::span<EntrySet> outlets) {
  vessel_.admit(filling_.present());
  vessel_.admit(inlets[0]);
  wash_ = merged(wash_, inlets[1]);
  EntrySet liquids = vessel_.held(thermo::Phase::aqueous);
  const EntrySet solids = vessel_.held(thermo::Phase::solid);
  outlets[0] = merged(merged(liquids, solids), wash_);
  outlets[1] = clear() ? liquids : merged(liquids, solids);
  for (std::size_t e = 0; e < wash_.size(); ++e) {
    const int component = context_->components().component_of(static_cast<int>(e));
    if (wash_[e] != 0 && context_->components()[component].species->phase != thermo::Phase::solid) outlets[1][e] = 1;
  }
}

void CakeSeparation::declare(Layout& layout) {
  vessel_.declare(layout, size(), heat_of(speciation_));
  liquor_.declare(layout, vessel_, *context_, speciation_);
  const ComponentList& components = context_->components();
  wash_liquids_.clear();
  wash_solids_.clear();
  for (std::size_t e = 0; e < wash_.size(); ++e) {
    if (wash_[e] == 0) continue;
    const auto* species = components[components.component_of(static_cast<int>(e))].species;
    (species->phase == thermo::Phase::solid ? wash_solids_ : wash_liquids_).push_back(static_cast<int>(e));
  }
  wash_brings_solids_ = !wash_solids_.empty();
  for (const Aggregate a : {Aggregate::liquid_mass, Aggregate::liquid_volume, Aggregate::liquid_heat_capacity, Aggregate::speciation_heat})
    wash_liquids_.push_back(components.entry(a));
  for (const Aggregate a : {Aggregate::solid_mass, Aggregate::solid_volume, Aggregate::solid_heat_capacity})
    wash_solids_.push_back(components.entry(a));
  layout.channel("temperature", "K", "temperature in the trough");
  layout.channel("volume", "m3", "slurry in the trough");
  layout.channel("pulp_density", "1", "solids by mass of the slurry in the trough");
  layout.channel("cake_solids", "kg/s", "mass flow of solids with the cake");
  layout.channel("cake_liquor", "kg/s", "mass flow of liquor with the cake");
  layout.channel("mother_filtrate", "kg/s", "mass flow of filtrate without wash liquor");
  liquor_.declare_reports(layout);
  electrode_.declare(layout, liquor_, orp_couple_, context_->problems(), RedoxElectrode::Written::in_reports);
  work_ = layout.work(rate_count);
  passes_ = layout.pass(rate_count);
  drawn_ = layout.work(components.entry_count());
  layout.event("high_level", "the trough is 10 % over its volume: check the level time and the feeds");
}

void CakeSeparation::initial(double* x) const { filling_.put_volume(volume_, vessel_, x); }

void CakeSeparation::events(const Io<double>& io, double* values) const {
  constexpr double high = 1.1;
  values[0] = vessel_.volume(io.x) - high * volume_;
}

template <class S>
void CakeSeparation::observe(const Io<S>& io) const {
  liquor_.solve(io);
  const S solids = vessel_.get(io.x, Aggregate::solid_mass), liquid = vessel_.get(io.x, Aggregate::liquid_mass);
  const S volume = vessel_.volume(io.x);
  const S cake_solids = (capture_ / time_constant_) * solids;
  const S cake_liquor = cake_solids * (moisture_ / (1.0 - moisture_));
  const S over = numerics::smooth::softplus(S(volume - volume_), rounding * volume_) / level_time_;
  S* rate = io.work + work_;
  rate[to_cake] = io.pass(passes_ + to_cake, rate_of_flow(cake_liquor, liquid, rounding * size()));
  rate[to_filtrate] = io.pass(passes_ + to_filtrate, rate_of_flow(over, vessel_.get(io.x, Aggregate::liquid_volume), rounding * volume_));

  io.channel[0] = liquor_.temperature(io);
  io.channel[1] = volume;
  io.channel[2] = solids / (solids + liquid);
  io.channel[3] = cake_solids;
  io.channel[4] = rate[to_cake] * liquid;
  io.channel[5] = rate[to_filtrate] * liquid;
}

// R(N): the share of the mother liquor that the wash leaves in the cake.
template <class S>
S CakeSeparation::left_by_wash(const S& ratio) const {
  using std::exp;
  const S passed = static_cast<double>(wash_cells_) * ratio;
  S sum(0.0), term(1.0);
  for (int k = 0; k < wash_cells_; ++k) {
    sum += static_cast<double>(wash_cells_ - k) * term;
    term = term * passed / static_cast<double>(k + 1);
  }
  return exp(S(-passed)) * sum / static_cast<double>(wash_cells_);
}

template <class S>
void CakeSeparation::outlets(const Io<S>& io) const {
  const ComponentList& components = context_->components();
  const S* wash = io.in[1];
  const S* rate = io.work + work_;
  const S& temperature = liquor_.temperature(io);
  const S& wash_mass = wash[components.entry(Aggregate::liquid_mass)];
  const S cake_liquor = rate[to_cake] * vessel_.get(io.x, Aggregate::liquid_mass);
  // A cake that is next to nothing takes up no wash.
  const double trace = 1e-9 * size() / time_constant_;
  const S ratio = wash_mass / (cake_liquor + trace);
  constexpr double first_drop = 1e-6;  // keeps 0/0 away; far below any wash ratio that matters
  const S N = ratio + first_drop;
  const S R = left_by_wash(N);
  const S kept = (1.0 - R) / N;  // share of the wash that stays in the cake: all of the first drop
  const S displaced = kept * ratio;
  // 1 - displaced, which would lose the digits of what a long wash leaves of the mother liquor.
  const S left = (R * ratio + first_drop) / N;

  for (int e : wash_solids_) io.out[0][e] = S(0.0);
  for (int port = 0; port < 2; ++port)
    for (int e : wash_liquids_) io.out[port][e] = S(0.0);
  vessel_.draw(S(rate[to_cake] * left), S(capture_ / time_constant_), temperature, io.x, io.out[0]);
  const S filtrate = rate[to_filtrate] + rate[to_cake] * displaced;
  if (clear()) vessel_.draw_liquid(filtrate, temperature, io.x, io.out[1]);
  else vessel_.draw(filtrate, S((1.0 - capture_) / time_constant_), temperature, io.x, io.out[1]);
  add_wash(wash, S(kept * cake_liquor / (cake_liquor + trace)), io);
}

// Divides the wash: of its liquor the share `kept` stays in the cake, its solids all do.
template <class S>
void CakeSeparation::add_wash(const S* wash, const S& kept, const Io<S>& io) const {
  const ComponentList& components = context_->components();
  const auto of = [&](Aggregate a) -> const S& { return wash[components.entry(a)]; };
  for (int e : wash_liquids_) {
    io.out[0][e] += kept * wash[e];
    io.out[1][e] += (1.0 - kept) * wash[e];
  }
  for (int e : wash_solids_) io.out[0][e] += wash[e];
  // The wash has no speciation of its own: its heat is shared by heat capacity.
  const int sensible = components.entry(Aggregate::sensible_heat);
  S liquid_heat = wash[sensible];
  if (wash_brings_solids_) {
    const double trace = 1e-9 * 4000.0 * size() / time_constant_;  // [W/K]
    const S total = of(Aggregate::liquid_heat_capacity) + of(Aggregate::solid_heat_capacity) + trace;
    liquid_heat = wash[sensible] * (1.0 - of(Aggregate::solid_heat_capacity) / total);
  }
  io.out[0][sensible] += wash[sensible] - (1.0 - kept) * liquid_heat;
  io.out[1][sensible] += (1.0 - kept) * liquid_heat;
}

template <class S>
void CakeSeparation::rates(const Io<S>& io) const {
  // The wash never enters the trough: what leaves the trough is drawn again without it.
  const S* rate = io.work + work_;
  S* drawn = io.work + drawn_;
  vessel_.draw(S(rate[to_cake] + rate[to_filtrate]), S(1.0 / time_constant_), liquor_.temperature(io), io.x, drawn);
  vessel_.flow_in(io.in[0], io.dx);
  vessel_.flow_out(drawn, io.dx);
}

template void CakeSeparation::observe(const Io<double>&) const;
template void CakeSeparation::observe(const Io<Dual>&) const;
template void CakeSeparation::observe(const Io<Dependency>&) const;
template void CakeSeparation::outlets(const Io<double>&) const;
template void CakeSeparation::outlets(const Io<Dual>&) const;
template void CakeSeparation::outlets(const Io<Dependency>&) const;
template void CakeSeparation::rates(const Io<double>&) const;
template void CakeSeparation::rates(const Io<Dual>&) const;
template void CakeSeparation::rates(const Io<Dependency>&) const;

}  // namespace raffinate::unitops
