#include "results/result_file.hpp"

#include <algorithm>

#include "results/refuse.hpp"

namespace raffinate::results {

namespace {

std::string read_status(const Hdf5Reader& file, const std::filesystem::path& path) {
  if (!file.has_attribute("/", "file_type") || file.text_attribute("/", "file_type") != "raffinate results" ||
      !file.has_attribute("/", "status"))
    refuse(path, "an HDF5 file, but not results of raffinate", "give the file that `raffinate run -o` wrote");
  return file.text_attribute("/", "status");
}

}  // namespace

ResultFile::ResultFile(const std::filesystem::path& path)
    : path_(path), file_(path), status_(read_status(file_, path)), plant_(read_plant(file_)) {
  steady_ = file_.has_attribute("/", "study") && file_.text_attribute("/", "study") == "steady";
  times_ = file_.numbers("/time");
  // Killed in the middle of a flush: only what every table has counts.
  times_.resize(std::min({times_.size(), file_.shape("/state").at(0), file_.shape("/ledger").at(0)}));
}

std::vector<double> ResultFile::unknowns(std::size_t time) const {
  auto x = file_.row("/state", time);
  const auto ledger = file_.row("/ledger", time);
  x.insert(x.end(), ledger.begin(), ledger.end());
  return x;
}

const std::vector<std::vector<double>>& ResultFile::channels() const {
  if (!channels_) {
    channels_.emplace();
    for (const auto& unit : plant_.units)
      for (const auto& channel : unit.channels) {
        channels_->push_back(file_.numbers("/units/" + unit.name + "/" + channel.name));
        channels_->back().resize(times_.size());
      }
  }
  return *channels_;
}

Extremes ResultFile::extremes() const {
  Extremes result(plant_);
  const auto& all = channels();
  std::vector<double> now(all.size());
  for (std::size_t k = 0; k < times_.size(); ++k) {
    for (std::size_t c = 0; c < now.size(); ++c) now[c] = all[c][k];
    result.add(times_[k], file_.row("/state", k), now);
  }
  return result;
}

RunStatistics ResultFile::statistics() const {
  RunStatistics s;
  const auto get = [&](const char* name) {
    return file_.has_attribute("/solver", name) ? file_.number_attribute("/solver", name) : 0.0;
  };
  s.solver.steps = static_cast<long>(get("steps"));
  s.solver.rhs_evaluations = static_cast<long>(get("rhs"));
  s.solver.jacobian_evaluations = static_cast<long>(get("jacobians"));
  s.solver.factorisations = static_cast<long>(get("factorisations"));
  s.solver.nonlinear_iterations = static_cast<long>(get("nonlinear_iterations"));
  s.solver.nonlinear_failures = static_cast<long>(get("nonlinear_failures"));
  s.solver.error_test_failures = static_cast<long>(get("error_test_failures"));
  s.wall_time = get("wall_s");
  return s;
}

std::vector<ResultFile::Event> ResultFile::events() const {
  const auto time = file_.numbers("/events/time");
  const auto unit = file_.texts("/events/unit"), name = file_.texts("/events/name"), text = file_.texts("/events/text");
  std::vector<Event> events;
  for (std::size_t i = 0; i < std::min({time.size(), unit.size(), name.size(), text.size()}); ++i)
    events.push_back({time[i], unit[i], name[i], text[i]});
  return events;
}

}  // namespace raffinate::results
