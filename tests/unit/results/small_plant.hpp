#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "results/audit.hpp"
#include "results/recorder.hpp"

namespace raffinate::tests {

/// A plant under construction: components, then units, then streams.
class SmallPlant {
 public:
  SmallPlant();

  /// A unit of the catalogue from the YAML of its map.
  SmallPlant& unit(const std::string& name, const std::string& type, const std::string& yaml);
  /// A unit made by hand.
  SmallPlant& unit(const std::string& name, std::unique_ptr<unitops::UnitBlock> block);
  /// A stream from outlet `port` of one unit to the first inlet of another.
  SmallPlant& stream(const std::string& name, int from, int to, int port = 0);
  /// A stream that leaves the plant.
  SmallPlant& leaving(const std::string& name, int from, model::Destination destination, int port = 0);

  [[nodiscard]] const unitops::BuildContext& context() const { return *plant_.context; }
  [[nodiscard]] std::shared_ptr<const model::Model> compile() { return model::Model::compile(std::move(plant_)); }

 private:
  model::Plant plant_;
};

/// WO3 leached with caustic soda in one heated tank; the slurry is the product.
[[nodiscard]] std::shared_ptr<const model::Model> leach_plant();

/// The ends of a run and what happened between.
struct Outcome {
  std::vector<double> before, after;
  results::Extremes extremes;
  results::RunStatistics statistics;
};

/// Integrates for `hours` with an output every quarter of an hour, recorded if a recorder is given.
Outcome run(const std::shared_ptr<const model::Model>& model, double hours, results::Recorder* recorder = nullptr);

/// A path in a folder for temporary files, removed at the end of the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& name);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace raffinate::tests
