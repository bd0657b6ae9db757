#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "base/errors.hpp"
#include "flowsheet/flowsheet.hpp"
#include "model/model.hpp"

using namespace raffinate;
using Catch::Contains;

namespace {

/// A folder with a small database of round constants, and a plant that names it from there; removed afterwards.
class PlantFolder {
 public:
  PlantFolder() : path_(std::filesystem::temp_directory_path() / ("raffinate_plant_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
    write("caustic.dat", R"(SOLUTION_MASTER_SPECIES
H   H+   -1 H  1.008
E   e-    0 0  0
O   H2O   0 O  16
Na  Na+   0 Na 23
SOLUTION_SPECIES
H+ = H+
e- = e-
H2O = H2O
Na+ = Na+
H2O = OH- + H+
    log_k -14
)");
  }
  PlantFolder(const PlantFolder&) = delete;
  PlantFolder& operator=(const PlantFolder&) = delete;
  ~PlantFolder() { std::filesystem::remove_all(path_); }

  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }

  /// What a user sees who checks this plant with a feed of that composition.
  [[nodiscard]] std::string check(const std::string& composition) const {
    write("plant.yaml", R"(thermo: {database: caustic.dat}
run: {duration: 2 h}
units:
  caustic: {type: feed, mass_flow: 200 kg/h, material: {composition: {)" + composition + R"(}}}
  tank: {type: stirred_tank, volume: 1 m3}
streams:
  dose: {from: caustic, to: tank.feed}
  out: {from: tank.out, to: product}
)");
    try {
      static_cast<void>(model::Model::compile(flowsheet::read((path_ / "plant.yaml").string(), {}).plant));
    } catch (const base::InputError& error) {
      return error.what();
    }
    return "no problem";
  }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("a plant may take its chemistry from a PHREEQC database beside it") {
  CHECK(PlantFolder().check("NaOH: 1 %") == "no problem");
}

TEST_CASE("a component that is no master species of the database is refused") {
  CHECK_THAT(PlantFolder().check("Na2WO4: 1 %"),
             Contains("WO4-2: this component of the plant is no master species of the database"));
}
