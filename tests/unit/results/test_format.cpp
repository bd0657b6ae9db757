#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "results/hdf5_reader.hpp"
#include "results/report.hpp"
#include "unit/results/small_plant.hpp"

using namespace raffinate;

namespace {

const std::filesystem::path source = RAFFINATE_SOURCE_DIR;

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// All first groups of a pattern.
std::set<std::string> matches(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  std::set<std::string> result;
  for (std::sregex_iterator i(text.begin(), text.end(), expression), end; i != end; ++i) result.insert((*i)[1]);
  return result;
}

/// A path of a file as the documentation writes it.
std::string documented(const std::string& path) {
  std::string p = std::regex_replace(path, std::regex("^/streams/[^/]+"), "/streams/<stream>");
  p = std::regex_replace(p, std::regex("^/units/[^/]+/energy/.+"), "/units/<unit>/energy/<term>");
  p = std::regex_replace(p, std::regex("^/units/(?!<)[^/]+/(?!energy($|/)).+"), "/units/<unit>/<channel>");
  return p;
}

/// A file with everything a file can hold.
void record(const std::filesystem::path& path) {
  const auto model = tests::leach_plant();
  results::Manifest manifest;
  results::Recorder recorder(path, *model, manifest);
  const auto outcome = tests::run(model, 1.0, &recorder);
  recorder.finish("complete", outcome.statistics,
                  results::audit(*model, outcome.before, outcome.after, outcome.extremes));
}

bool is_dataset(const results::Hdf5Reader& file, const std::string& path) {
  try {
    static_cast<void>(file.shape(path));
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

TEST_CASE("docs/formats/hdf5.md names every item of a file and nothing else") {
  const tests::TemporaryFile path("format.h5");
  record(path.path());
  const results::Hdf5Reader file(path.path());
  const auto documentation = read(source / "docs/formats/hdf5.md");
  const auto promised = matches(documentation, "\\n\\| `(/[^`]+)` \\|");
  std::set<std::string> found;
  for (const auto& item : file.contents())
    if (is_dataset(file, item)) found.insert(documented(item));
  for (const auto& item : found) {
    INFO("not documented: " << item);
    CHECK(promised.count(item) == 1);
  }
  for (const auto& item : promised) {
    INFO("documented but not in the file: " << item);
    CHECK(found.count(item) == 1);
  }
}

TEST_CASE("the documented attributes are in the file") {
  const tests::TemporaryFile path("attributes.h5");
  record(path.path());
  const results::Hdf5Reader file(path.path());
  const auto documentation = read(source / "docs/formats/hdf5.md");
  std::set<std::string> found;
  for (const auto& name : file.attribute_names("/")) found.insert(name);
  CHECK(matches(documentation, "\\n\\| `@([a-z_]+)` \\|") == found);
  const std::string solver = documentation.substr(documentation.find("## Solver"), 400);
  for (const auto& name : file.attribute_names("/solver")) {
    INFO(name);
    CHECK(solver.find("`" + name + "`") != std::string::npos);
  }
  CHECK(file.text_attribute("/streams/tungstate", "destination") == "product");
  CHECK(file.text_attribute("/streams/tungstate", "from") == "leach");
  CHECK(file.text_attribute("/streams/tungstate", "to").empty());
  CHECK(file.text_attribute("/units/leach", "type") == "stirred_tank");
}

TEST_CASE("every table over time has a unit and its dimension scales") {
  const tests::TemporaryFile path("scales.h5");
  record(path.path());
  const results::Hdf5Reader file(path.path());
  CHECK(file.scales("/state") == std::vector<std::string>{"/time", "/state_names"});
  CHECK(file.scales("/ledger") == std::vector<std::string>{"/time", "/ledger_names"});
  CHECK(file.scales("/streams/tungstate/component_flow") == std::vector<std::string>{"/time", "/component"});
  CHECK(file.scales("/streams/tungstate/element_flow") == std::vector<std::string>{"/time", "/element"});
  for (const auto& item : file.contents()) {
    if ((item.rfind("/streams/", 0) != 0 && item.rfind("/units/", 0) != 0) || !is_dataset(file, item)) continue;
    INFO(item);
    CHECK(file.scales(item).at(0) == "/time");
    CHECK(file.has_attribute(item, "units"));
    CHECK(file.shape(item).at(0) == 5);
  }
}

TEST_CASE("docs/glossary.md explains every definition") {
  const auto glossary = read(source / "docs/glossary.md");
  for (const auto& name : matches(read(source / "src/results/definitions.hpp"), "inline double ([a-z_]+)\\(")) {
    if (name == "ratio") continue;
    INFO(name);
    CHECK((glossary.find("**" + name + "**") != std::string::npos || glossary.find("`" + name + "`") != std::string::npos));
  }
}

TEST_CASE("docs/formats/report.md names every key of the JSON report") {
  const auto keys = matches(read(source / "docs/formats/report.md"), "\\n\\| `([a-z]+)` \\|");
  std::set<std::string> found;
  for (const auto& item : nlohmann::json::parse(results::to_json({})).items()) found.insert(item.key());
  CHECK(keys == found);
}
