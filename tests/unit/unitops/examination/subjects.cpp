#include "subjects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "base/data_directory.hpp"
#include "config/read.hpp"
#include "flowsheet/component_finder.hpp"

namespace raffinate::examination {

namespace {

using unitops::UnitDefinition;

/// A mixture with the reactions that make something of it.
struct Dish {
  std::string name, material, sizes, reactions;
};

const Dish alkaline{
    "alkaline slurry",
    "{composition: {NaOH: 6 %, Na2WO4: 12 %, WO3: 4 %, CoWO4: 4 %, SiO2: 2 %, \"Na2WO4:2H2O\": 3 %}, temperature: 60 degC, sizes: {p80: 100 um}}",
    "{WO3: {classes: 4}, CoWO4: {classes: 4}, \"Na2WO4:2H2O\": {classes: 5}}", "[caustic_leach, Na2WO4_crystallisation]"};
const Dish acid{
    "acid slurry",
    "{composition: {H2SO4: 6 %, CoSO4: 1 %, H2O2: 1 %, Co(OH)2: 2 %, Co3O4: 2 %, CoWO4: 2 %, NiO: 1 %, Fe2O3: 1 %, Na2CO3: 1 %}, sizes: {p80: 30 um}}",
    "{CoWO4: {classes: 4}}", "[cobalt_acid_leach, iron_removal, cobalt_carbonate]"};
const Dish impure{
    "impure tungstate liquor",
    "{composition: {Na2WO4: 15 %, Na2CO3: 1 %, NaOH: 0.2 %, MgSO4: 0.5 %, CuSO4: 0.2 %, NaHS: 0.2 %, MoO3: 0.05 %, P2O5: 0.02 %, As2O5: 0.02 %, SiO2: 0.1 %}}",
    "{}", "[MoO3_caustic, P2O5_caustic, As2O5_caustic, SiO2_caustic, magnesium_purification, sulfide_purification]"};
const Dish dry{
    "dry scrap",
    "{composition: {WC: 82 %, Co: 10 %, TiC: 2 %, Fe: 2 %, CoWO4: 2 %, SiO2: 2 %}, temperature: 80 degC, sizes: {p80: 200 um}}",
    "{WC: {largest: 1 mm, classes: 4}, CoWO4: {classes: 4}}", "[carbide_roast]"};

/// What units are fed with that cannot take a slurry; all others get one.
std::vector<Dish> dishes_of(const std::string& type) {
  if (type == "roaster" || type == "solids_cooler") return {dry};
  if (type == "mill") return {dry, alkaline};
  if (type == "stirred_tank" || type == "batch_reactor") return {alkaline, acid, impure};
  return {alkaline};
}

/// Further inputs worth an examination of their own: parts of a unit that its example leaves out.
struct Option {
  std::string line;           ///< added to the inputs
  std::string instead = {};   ///< keys of the example that it replaces
};
std::vector<Option> options_of(const std::string& type) {
  static const std::map<std::string, std::vector<Option>> options{
      {"crystalliser", {{"magma_solids: 20 %"}, {"evaporation: 100 kg/h"}}},
      {"thickener", {{"clarity: 0.1 %"}}},
      {"filter", {{"solids_capture: 97 %"}}},
      {"centrifuge", {{"solids_capture: 97 %"}}},
      {"reagent", {{"ratio: 0.1 kg/h/(mol/kg)", "setpoint gain"}}},
      {"controller", {{"rate_time: 1 min"}, {"reset_time: 30 min", "reset_time"}, {"setpoint: leach_1.pulp_density", "setpoint"},
                      {"split_range: [{name: acid, from: 50 %, to: 0 %, minimum: 0 kg/h, maximum: 20 kg/h}, {name: alkali, from: 50 %, to: 100 %, minimum: 0 kg/h, maximum: 40 kg/h}]\ngain: 0.2", "gain maximum"}}},
      {"feed", {{"lots: [{name: a, mass: 1 t, material: {composition: {NaOH: 5 %}}}, {name: b, mass: 2 t, material: {composition: {WO3: 10 %}}}]", "material"}}},
      {"splitter", {{"fraction: leach_1.pulp_density", "fraction"}}},
      {"stirred_tank", {{"outflow: 0.4 m3/h"}, {"concentrations: [W, Na]"}, {"heating: {power: 20 kW}"}, {"heating: {setpoint: leach_1.temperature, max_heating: 30 kW, max_cooling: 10 kW}"}}},
      {"batch_filter", {{"wash_ratio: 2"}}},
      {"roaster", {{"heating: {heating: 0 W, cooling: 0 W}"}}},
  };
  const auto found = options.find(type);
  return found == options.end() ? std::vector<Option>{} : found->second;
}

// A key of the example and the lines below it, if it has its own.
bool replaced(const std::string& line, const std::string& keys) {
  std::istringstream in(keys);
  std::string key;
  while (in >> key)
    if (line.find(key + ":") == 0) return true;
  return false;
}

std::string with_option(const std::string& inputs, const Option& option) {
  std::istringstream in(inputs);
  std::string text, line;
  while (std::getline(in, line))
    if (!replaced(line, option.instead)) text += line + "\n";
  return text + option.line + "\n";
}

const config::FieldInfo* field_of(const std::vector<config::FieldInfo>& fields, const std::string& name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::string lively(const UnitDefinition& definition, const Dish& dish) {
  std::string inputs;
  if (field_of(definition.fields, "reactions") != nullptr) inputs += "reactions: " + dish.reactions + "\n";
  const auto* heating = field_of(definition.fields, "heating");
  const auto* setpoint = heating == nullptr ? nullptr : field_of(heating->fields, "setpoint");
  if (setpoint != nullptr && setpoint->fallback.empty()) inputs += "heating: {setpoint: 65 degC, loss: 20 W/K}\n";
  return inputs;
}

/// Names of the ports in one direction, learnt from a unit made for the purpose.
std::vector<std::string> ports_of(const Subject& subject, unitops::Port::Direction direction) {
  base::Problems problems;
  const auto node = config::parse(subject.inputs.empty() ? "{}" : subject.inputs, "subject", problems);
  const auto database = std::make_shared<const thermo::Database>(thermo::Database::load(base::data_directory()));
  reactions::Library library;
  library.read_folder(base::data_directory() / "reactions", *database, problems);
  problems.throw_if_any();
  auto names = flowsheet::find_components(node, *database, library);
  for (const char* common : {"H2O", "H+", "O2", "N2", "H2O(g)"})
    if (std::find(names.begin(), names.end(), common) == names.end()) names.push_back(common);
  const unitops::BuildContext context(
      std::make_shared<const reactions::ComponentList>(database, names, std::map<std::string, reactions::SizeGrid>{}),
      std::move(library), speciation::DataSource(database, {}));
  const auto block = subject.definition.make(node, context);
  context.problems().throw_if_any();
  std::vector<std::string> names_of_ports;
  for (const auto& port : block->ports())
    if (port.direction == direction) names_of_ports.push_back(port.name);
  return names_of_ports;
}

std::string indented(const std::string& lines) {
  std::istringstream in(lines);
  std::string text, line;
  while (std::getline(in, line)) text += "    " + line + "\n";
  return text;
}

/// Units whose signals the inputs read: all examples read those of a tank "leach_1".
std::set<std::string> companions_of(const Subject& subject) {
  return subject.inputs.find("leach_1.") == std::string::npos ? std::set<std::string>{} : std::set<std::string>{"leach_1"};
}

std::string feed(const std::string& name, const std::string& inlet, const std::string& material) {
  if (inlet == "air") return fmt::format("  {}: {{type: feed, mass_flow: 600 kg/h, material: {{composition: {{air: 100 %}}}}}}\n", name);
  if (inlet == "wash") return fmt::format("  {}: {{type: feed, mass_flow: 60 kg/h, material: {{temperature: 50 degC}}}}\n", name);
  return fmt::format("  {}: {{type: feed, mass_flow: 400 kg/h, material: {}}}\n", name, material);
}

}  // namespace

std::vector<Subject> all_subjects() {
  std::vector<Subject> subjects;
  for (const auto& definition : unitops::unit_catalogue()) {
    const std::string& basis = definition.example;
    const auto add = [&](const Dish& dish, const std::string& what, const std::string& inputs) {
      subjects.push_back({definition.name + ": " + dish.name + what, definition, inputs, dish.material, dish.sizes});
    };
    for (const Dish& dish : dishes_of(definition.name)) {
      const std::string more = lively(definition, dish);
      if (dish.name != acid.name && dish.name != impure.name) add(dish, "", basis);
      if (!more.empty()) add(dish, ", reacting", basis + more);
      if (dish.name == acid.name || dish.name == impure.name) continue;
      for (const Option& option : options_of(definition.name)) add(dish, ", " + option.line, with_option(basis, option));
    }
  }
  return subjects;
}

std::string flowsheet_of(const Subject& subject) {
  std::string units = "  subject:\n    type: " + subject.definition.name + "\n" + indented(subject.inputs);
  std::string streams;
  for (const auto& inlet : ports_of(subject, unitops::Port::Direction::inlet)) {
    units += feed("into_" + inlet, inlet, subject.material);
    streams += fmt::format("  {0}: {{from: into_{0}, to: subject.{0}}}\n", inlet);
  }
  for (const auto& name : companions_of(subject)) {
    units += fmt::format("  {}: {{type: stirred_tank}}\n", name) + feed("into_" + name, "", subject.material);
    streams += fmt::format("  {0}_feed: {{from: into_{0}, to: {0}.feed}}\n  {0}_out: {{from: {0}.out, to: product}}\n", name);
  }
  for (const auto& outlet : ports_of(subject, unitops::Port::Direction::outlet))
    streams += fmt::format("  {0}: {{from: subject.{0}, to: product}}\n", outlet);
  const bool fed = units.find(subject.material) != std::string::npos;
  return "run: {duration: 1 h}\nsizes: " + (fed ? subject.sizes : "{}") + "\nunits:\n" + units + "streams:\n" + streams;
}

}  // namespace raffinate::examination
