#include "flowsheet/flowsheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/data_directory.hpp"
#include "base/errors.hpp"
#include "base/nearest.hpp"
#include "config/override.hpp"
#include "config/read.hpp"
#include "config/schema.hpp"
#include "flowsheet/component_finder.hpp"
#include "flowsheet/destinations.hpp"
#include "flowsheet/names.hpp"
#include "speciation/data_source.hpp"
#include "unitops/definition.hpp"

namespace raffinate::flowsheet {

namespace {

using unitops::Port;

struct SizeRange {
  double smallest = 0, largest = 0;
  int classes = 0;
  static config::Schema<SizeRange> schema() {
    return config::Schema<SizeRange>("sizes", "Size classes of a mineral")
        .quantity("smallest", &SizeRange::smallest, {.help = "lower edge of the grid", .unit = "m", .fallback = "1 um", .min = "1 nm"})
        .quantity("largest", &SizeRange::largest, {.help = "upper edge of the grid", .unit = "m", .fallback = "500 um"})
        .integer("classes", &SizeRange::classes, {.help = "classes with a constant ratio of sizes", .fallback = "10", .min = "2", .max = "60"})
        .rule([](const SizeRange& r) { return r.largest > r.smallest; }, "`largest` must exceed `smallest`");
  }
};

struct StreamInputs {
  config::LocatedText from, to;
  static config::Schema<StreamInputs> schema() {
    return config::Schema<StreamInputs>("stream", "Connection between two units, or out of the plant")
        .text("from", &StreamInputs::from, {.help = "\"unit.outlet\"", .example = "leach_1.out"})
        .text("to", &StreamInputs::to,
              {.help = "\"unit.inlet\", or product, residue, effluent, emission, bleed", .example = "leach_2.feed"});
  }
};

config::Schema<RunOptions> run_schema() {
  return config::Schema<RunOptions>("run", "How long and how closely to simulate")
      .quantity("duration", &RunOptions::duration, {.help = "simulated time", .unit = "s", .min = "0 s", .example = "300 h"})
      .quantity("output_interval", &RunOptions::output_interval, {.help = "time between recorded values", .unit = "s", .fallback = "1 h", .min = "1 s"})
      .number("relative_tolerance", &RunOptions::relative_tolerance, {.help = "local error per step", .fallback = "1e-5", .min = "1e-12", .max = "1e-2"})
      .quantity("max_step", &RunOptions::max_step, {.help = "longest step; 0 s: no limit", .unit = "s", .fallback = "0 s"})
      .flag("strict", &RunOptions::strict, {.help = "treat warnings of the audit as errors", .fallback = "false"});
}

/// The first of many words, and how many there are.
std::string join_some(std::vector<std::string> words) {
  constexpr std::size_t most = 30;
  const std::size_t count = words.size();
  words.resize(std::min(count, most));
  return fmt::format("{}{}", fmt::join(words, ", "), count > most ? fmt::format(", ... ({})", count) : "");
}

/// Builds a Flowsheet from a located tree, collecting every problem on the way.
class Builder {
 public:
  Builder(config::Node root, base::Problems problems) : root_(std::move(root)), problems_(std::move(problems)) {}

  Flowsheet build();

 private:
  void check_keys();
  void check_sections();
  void read_chemistry();
  [[nodiscard]] speciation::DataSource read_thermo(const config::Node& section,
                                                   std::shared_ptr<const thermo::Database> database);
  void read_units();
  void read_streams();
  void read_specifications();
  void check_ports();
  struct End {
    int unit = -1, port = -1;
  };
  End resolve(const config::LocatedText& text, Port::Direction direction);
  void report_unknown(const config::LocatedText& text, const std::string& what, const std::string& name,
                      const std::vector<std::string>& known);
  void stop_at_problems();
  [[nodiscard]] std::vector<Port> ports(int unit, Port::Direction direction) const;

  config::Node root_;
  base::Problems problems_;
  std::shared_ptr<const unitops::BuildContext> context_;
  Flowsheet sheet_;
  std::map<std::string, int> unit_index_;  // by name
};

void Builder::stop_at_problems() {
  if (context_)
    for (const auto& problem : context_->problems().all()) problems_.add(problem);
  problems_.throw_if_any();
}

void Builder::check_keys() {
  static const std::vector<std::string> known{"title", "description", "thermo", "sizes", "reactions", "units", "streams", "run", "specifications", "source"};
  if (!root_.is_map()) {
    problems_.add(root_.problem("expected a flowsheet, a map with `units` and `streams`, found " + root_.describe(), "see flowsheets/ for examples"));
    return;
  }
  for (const auto& [key, unused] : root_.entries())
    if (std::find(known.begin(), known.end(), key.text()) == known.end()) {
      const auto near = base::nearest(key.text(), known);
      problems_.add({key.where(), key.text(), "unknown key \"" + key.text() + "\"",
                     near ? "did you mean \"" + *near + "\"?" : fmt::format("known keys: {}", fmt::join(known, ", "))});
    }
  check_sections();
}

void Builder::check_sections() {
  static const std::vector<std::pair<const char*, const char*>> required{
      {"units", "units: {tank: {type: stirred_tank, volume: 10 m3}}"},
      {"streams", "streams: {leach_slurry: {from: tank.out, to: product}}"},
      {"run", "run: {duration: 300 h}"}};
  for (const auto& [key, example] : required) {
    const auto section = root_.find(key);
    if (!section)
      problems_.add({base::whole_file(root_.where().file), "", std::string("the key `") + key + "` is missing",
                     std::string("for example \"") + example + "\""});
    else if (!section->is_map() || section->entries().empty())
      problems_.add(section->problem_at_key("expected a map, got " + (section->is_map() ? "an empty one" : section->describe()),
                                            std::string("for example \"") + example + "\""));
  }
}

speciation::DataSource Builder::read_thermo(const config::Node& section,
                                            std::shared_ptr<const thermo::Database> database) {
  auto choice = speciation::ThermoChoice::schema().read(section, problems_);
  if (!choice.database.empty())
    choice.database = (std::filesystem::path(section.where().file).parent_path() / choice.database).string();
  sheet_.database = choice.database;
  try {
    return {database, std::move(choice)};
  } catch (const base::InputError& error) {
    for (const auto& problem : error.problems().all()) problems_.add(problem);
    return {database, {}};  // so that the rest of the file is checked too
  }
}

void Builder::read_chemistry() {
  const auto section = [&](const char* name) { return root_.find(name).value_or(config::parse("{}", name, problems_).with_path(name)); };
  auto database = std::make_shared<const thermo::Database>(thermo::Database::load(base::data_directory()));
  reactions::Library library;
  library.read_folder(base::data_directory() / "reactions", *database, problems_);
  if (const auto own = root_.find("reactions")) library.amend(*own, *database, problems_);
  auto chemistry = read_thermo(section("thermo"), database);

  const auto names = find_components(*root_.find("units"), *database, library);
  std::map<std::string, reactions::SizeGrid> grids;
  for (const auto& [key, value] : section("sizes").entries()) {
    const SizeRange range = SizeRange::schema().read(value, problems_);
    if (std::find(names.begin(), names.end(), key.text()) == names.end()) {
      const auto near = base::nearest(key.text(), names);
      problems_.add({key.where(), value.path(), "no mineral \"" + key.text() + "\" in this plant", near ? "did you mean \"" + *near + "\"?" : "only minerals of the plant have particle sizes"});
    } else if (range.largest > range.smallest && range.classes > 0) {
      grids.emplace(key.text(), reactions::SizeGrid::geometric(range.smallest, range.largest, range.classes));
    }
  }
  auto components = std::make_shared<const reactions::ComponentList>(database, names, std::move(grids));
  context_ = std::make_shared<const unitops::BuildContext>(std::move(components), std::move(library), std::move(chemistry));
  sheet_.plant.context = context_;
  context_->problems().share_texts(problems_);  // for what is found while the model is compiled
}

void Builder::read_units() {
  const auto catalogue = unitops::unit_catalogue();
  std::vector<std::string> types;
  for (const auto& definition : catalogue) types.push_back(definition.name);
  for (const auto& [key, value] : root_.find("units")->entries()) {
    const auto type = value.find("type");
    if (!type) {
      problems_.add(value.problem("a unit needs a `type`", fmt::format("one of: {}", fmt::join(types, ", "))));
      continue;
    }
    const auto found = std::find(types.begin(), types.end(), type->text());
    if (found == types.end()) {
      report_unknown({type->text(), type->where(), type->path()}, "unit operation", type->text(), types);
      continue;
    }
    model::PlantUnit unit;
    unit.name = key.text();
    unit.type = type->text();
    unit.where = key.where();
    unit.block = catalogue[static_cast<std::size_t>(found - types.begin())].make(value.with_path(key.text()), *context_);
    unit_index_.emplace(unit.name, static_cast<int>(sheet_.plant.units.size()));
    sheet_.plant.units.push_back(std::move(unit));
  }
}

void Builder::report_unknown(const config::LocatedText& text, const std::string& what, const std::string& name,
                             const std::vector<std::string>& known) {
  const auto near = base::nearest(name, known);
  problems_.add({text.where, text.path, "no " + what + " \"" + name + "\"",
                 near ? "did you mean \"" + *near + "\"?" : "known: " + join_some(known)});
}

std::vector<Port> Builder::ports(int unit, Port::Direction direction) const {
  std::vector<Port> chosen;
  const auto& block = sheet_.plant.units[static_cast<std::size_t>(unit)].block;
  if (!block) return chosen;
  for (Port& port : block->ports())
    if (port.direction == direction) chosen.push_back(std::move(port));
  return chosen;
}

Builder::End Builder::resolve(const config::LocatedText& text, Port::Direction direction) {
  const auto dot = text.text.find('.');
  const std::string unit_name = text.text.substr(0, dot);
  const auto unit = unit_index_.find(unit_name);
  if (unit == unit_index_.end()) {
    std::vector<std::string> unit_names;
    if (direction == Port::Direction::inlet)
      for (const auto& [destination, unused] : destinations()) unit_names.push_back(destination);
    for (const auto& known : sheet_.plant.units) unit_names.push_back(known.name);
    report_unknown(text, "unit", unit_name, unit_names);
    return {};
  }
  End end;
  end.unit = unit->second;
  const auto candidates = ports(end.unit, direction);
  if (candidates.empty()) return {};
  if (dot == std::string::npos && candidates.size() == 1) {
    end.port = 0;
    return end;
  }
  std::vector<std::string> names;
  for (const auto& port : candidates) names.push_back(port.name);
  const std::string port_name = dot == std::string::npos ? "" : text.text.substr(dot + 1);
  const auto port = std::find(names.begin(), names.end(), port_name);
  if (port != names.end()) {
    end.port = static_cast<int>(port - names.begin());
    return end;
  }
  const std::string kind = direction == Port::Direction::inlet ? "inlet" : "outlet";
  const auto near = base::nearest(port_name, names);
  problems_.add({text.where, text.path, "unit \"" + unit_name + "\" has no " + kind + " \"" + port_name + "\"",
                 near ? "did you mean \"" + *near + "\"?" : fmt::format("{}s: {}", kind, fmt::join(names, ", "))});
  return {};
}

void Builder::read_streams() {
  const auto schema = StreamInputs::schema();
  for (const auto& [key, value] : root_.find("streams")->entries()) {
    const std::size_t before = problems_.size();
    const StreamInputs inputs = schema.read(value, problems_);
    if (problems_.size() > before) continue;
    model::PlantStream stream;
    stream.name = key.text();
    stream.where = key.where();
    const End from = resolve(inputs.from, Port::Direction::outlet);
    stream.from_unit = from.unit;
    stream.from_outlet = from.port;
    if (const auto out = destinations().find(inputs.to.text); out != destinations().end()) {
      stream.destination = out->second;
    } else {
      const End to = resolve(inputs.to, Port::Direction::inlet);
      stream.to_unit = to.unit;
      stream.to_inlet = to.port;
    }
    if (problems_.size() == before) sheet_.plant.streams.push_back(std::move(stream));
  }
}

// Each frees one input; two that free the same leave nothing for one of them, and a result that is given leaves no choice.
void Builder::read_specifications() {
  const auto section = root_.find("specifications");
  if (!section) return;
  for (const auto& [key, value] : section->entries()) {
    auto specification = Specification::schema().read(value, problems_);
    specification.name = key.text();
    for (const auto& other : sheet_.specifications)
      if (other.by.text == specification.by.text)
        problems_.add({specification.by.where, specification.by.path,
                       "\"" + other.by.text + "\" is already changed for `" + other.name + "`",
                       "every specification needs an input of its own"});
      else if (other.of.text == specification.of.text && (other.equals || specification.equals))
        problems_.add({specification.of.where, specification.of.path,
                       "\"" + other.of.text + "\" is already specified by `" + other.name + "`: one equation too many",
                       "drop one of the two, or make both limits: at_most, at_least"});
    sheet_.specifications.push_back(std::move(specification));
  }
}

// Every outlet leads somewhere once, unless it is optional; every inlet that must be fed is.
void Builder::check_ports() {
  auto& plant = sheet_.plant;
  std::map<std::pair<int, int>, int> leaving, arriving;  // streams by unit and port
  for (const auto& stream : plant.streams) {
    ++leaving[{stream.from_unit, stream.from_outlet}];
    ++arriving[{stream.to_unit, stream.to_inlet}];
  }
  for (int u = 0; u < static_cast<int>(plant.units.size()); ++u) {
    const auto& unit = plant.units[static_cast<std::size_t>(u)];
    const auto outlets = ports(u, Port::Direction::outlet);
    for (int p = 0; p < static_cast<int>(outlets.size()); ++p) {
      const int count = leaving[{u, p}];
      const auto& name = outlets[static_cast<std::size_t>(p)].name;
      if (count > 1)
        problems_.add({unit.where, unit.name, "outlet \"" + name + "\" feeds more than one stream", "divide it with a unit of type splitter"});
      else if (count == 0 && !outlets[static_cast<std::size_t>(p)].optional)
        problems_.add({unit.where, unit.name, "outlet \"" + name + "\" leads nowhere",
                       "add a stream {from: " + unit.name + "." + name + ", to: ...}, for example to: effluent"});
    }
    const auto inlets = ports(u, Port::Direction::inlet);
    for (int p = 0; p < static_cast<int>(inlets.size()); ++p) {
      const auto& port = inlets[static_cast<std::size_t>(p)];
      if (!port.optional && arriving[{u, p}] == 0)
        problems_.add({unit.where, unit.name, "inlet \"" + port.name + "\" is not fed", "add a stream {from: ..., to: " + unit.name + "." + port.name + "}"});
    }
  }
}

Flowsheet Builder::build() {
  problems_.throw_if_any();
  check_keys();
  problems_.throw_if_any();
  check_unit_names(*root_.find("units"), problems_);
  check_stream_names(*root_.find("streams"), problems_);
  sheet_.run = run_schema().read(*root_.find("run"), problems_);
  if (const auto title = root_.find("title")) sheet_.title = title->text();
  read_specifications();
  read_chemistry();
  read_units();
  const bool units_read = problems_.empty() && context_->problems().empty();
  if (units_read) {
    read_streams();
    if (problems_.empty()) check_ports();
  }
  stop_at_problems();
  return std::move(sheet_);
}

}  // namespace

namespace {

Flowsheet build(config::Node root, base::Problems problems, const std::vector<std::string>& overrides) {
  problems.throw_if_any();
  for (const auto& assignment : overrides) config::apply_override(root, assignment, problems);
  Flowsheet sheet = Builder(std::move(root), std::move(problems)).build();
  sheet.overrides = overrides;
  return sheet;
}

}  // namespace

Flowsheet read(const std::string& file, const std::vector<std::string>& overrides) {
  base::Problems problems;
  config::Node root = config::read_file(file, problems);
  Flowsheet sheet = build(std::move(root), std::move(problems), overrides);
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  sheet.text = text.str();
  sheet.file = file;
  return sheet;
}

Flowsheet parse(const std::string& text, const std::string& name, const std::vector<std::string>& overrides) {
  base::Problems problems;
  config::Node root = config::parse(text, name, problems);
  Flowsheet sheet = build(std::move(root), std::move(problems), overrides);
  sheet.text = text;
  sheet.file = name;
  return sheet;
}

}  // namespace raffinate::flowsheet
