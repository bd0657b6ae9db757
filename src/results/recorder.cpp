#include "results/recorder.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

#include "results/hdf5_writer.hpp"
#include "results/stream_tables.hpp"

namespace raffinate::results {

namespace {

using Clock = std::chrono::steady_clock;

/// Rows are kept until one of these is reached. Flushes of a large plant, which take as long as a second, are rarer: they may take
/// a tenth of the time.
constexpr std::size_t rows_per_flush = 512, numbers_per_flush = 1 << 24;
constexpr Clock::duration time_per_flush = std::chrono::seconds(1);
constexpr int times_a_flush = 10;

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

void write_manifest(const Manifest& manifest, Hdf5Writer& file) {
  file.write_text("/manifest/flowsheet", manifest.flowsheet);
  file.write_text("/manifest/flowsheet_path", manifest.flowsheet_path);
  file.write_text("/manifest/working_folder", manifest.working_folder);
  file.write_texts("/manifest/overrides", manifest.overrides);
  file.write_text("/manifest/database_path", manifest.database_path);
  file.write_text("/manifest/database_hash", manifest.database_hash);
  file.write_numbers("/manifest/resumed_at", manifest.resumed_at);
  file.write_numbers("/manifest/checkpoint_interval", std::array{manifest.checkpoint_interval});
  file.write_text("/manifest/options", manifest.options);
  file.write_text("/manifest/command_line", manifest.command_line);
  file.write_integers("/manifest/seed", std::array{static_cast<long long>(manifest.seed)});
  std::vector<std::string> paths, hashes;
  for (const auto& [path, hash] : manifest.data_files) {
    paths.push_back(path);
    hashes.push_back(hash);
  }
  file.write_texts("/manifest/data_files/path", paths);
  file.write_texts("/manifest/data_files/hash", hashes);
}

void write_names(Hdf5Writer& file, const std::string& path, const std::vector<std::string>& names) {
  file.write_texts(path, names);
  file.make_scale(path);
}

void write_scales(const PlantRecord& plant, const model::Model& model, Hdf5Writer& file) {
  std::vector<std::string> components, states, ledger;
  for (const auto& c : plant.components) components.push_back(c.name);
  for (int i = 0; i < plant.unknown_count; ++i)
    (i < plant.state_count() ? states : ledger).push_back(model.unknown_name(i));
  write_names(file, "/component", components);
  write_names(file, "/element", plant.elements);
  write_names(file, "/state_names", states);
  write_names(file, "/ledger_names", ledger);
}

void write_audit(const AuditResult& audit, Hdf5Writer& file) {
  const std::string at = "/balances/";
  write_names(file, at + "quantity", audit.quantities);
  write_names(file, at + "unit", audit.units);
  file.write_numbers(at + "plant", audit.plant);
  file.attach_scales(at + "plant", std::array{at + "quantity"});
  file.write_matrix(at + "closure", audit.by_unit, audit.quantities.size());
  file.attach_scales(at + "closure", std::array{at + "unit", at + "quantity"});
  std::vector<std::string> severity, unit, subject, message;
  std::vector<double> value, limit;
  for (const auto& f : audit.findings) {
    severity.emplace_back(severity_name(f.severity));
    unit.push_back(f.unit);
    subject.push_back(f.subject);
    message.push_back(f.message);
    value.push_back(f.value);
    limit.push_back(f.limit);
  }
  file.write_texts(at + "findings/severity", severity);
  file.write_texts(at + "findings/unit", unit);
  file.write_texts(at + "findings/subject", subject);
  file.write_texts(at + "findings/message", message);
  file.write_numbers(at + "findings/value", value);
  file.write_numbers(at + "findings/limit", limit);
}

}  // namespace

struct Recorder::Impl {
  Impl(const std::filesystem::path& path, const model::Model& m, const Manifest& manifest)
      : file(path), plant(describe(m)) {
    file.attribute("/", "file_type", "raffinate results");
    file.attribute("/", "format_version", std::array<long long, 2>{1, 1});
    file.attribute("/", "program_version", manifest.program_version);
    file.attribute("/", "source_revision", manifest.source_revision);
    file.attribute("/", "created", utc_now());
    file.attribute("/", "study", manifest.study);
    file.attribute("/", "status", "running");
    time = file.number_table({"/time", "s", "time since the start of the run"});
    file.make_scale("/time");
    write_scales(plant, m, file);
    const std::size_t rows = rows_before_flush();
    tables.emplace_back(file, Hdf5Writer::Table{"/state", "SI", "states of every unit", plant.states.size(), {"/time", "/state_names"}}, rows);
    tables.emplace_back(file, Hdf5Writer::Table{"/ledger", "SI", "time integrals of every stream and energy term",
                                                static_cast<std::size_t>(plant.unknown_count - plant.state_count()),
                                                {"/time", "/ledger_names"}}, rows);
    for (const char* group : {"/streams", "/units", "/events", "/solver", "/model", "/manifest"}) file.group(group);
    for (std::size_t s = 0; s < plant.streams.size(); ++s) streams.emplace_back(file, plant, static_cast<int>(s), rows);
    for (std::size_t u = 0; u < plant.units.size(); ++u) units.emplace_back(file, plant, static_cast<int>(u), rows);
    event_time = file.number_table({"/events/time", "s", "time of the event"});
    event_unit = file.text_table({"/events/unit", "", "unit operation"});
    event_name = file.text_table({"/events/name", "", "name of the event"});
    event_text = file.text_table({"/events/text", "", "what happened"});
    file.attribute("/solver", "states", static_cast<double>(plant.state_count()));
    file.attribute("/solver", "nonzeros", static_cast<double>(plant.nonzeros));
    write(plant, file);
    write_manifest(manifest, file);
    flush();
  }

  void flush() {
    const auto start = Clock::now();
    file.append(time, times);
    times.clear();
    for (auto& table : tables) table.write(file);
    for (auto& stream : streams) stream.write(file);
    for (auto& unit : units) unit.write(file);
    file.flush();
    const auto end = Clock::now();
    next_flush = end + std::max(time_per_flush, times_a_flush * (end - start));
  }
  void flush_if_due() {
    if (times.size() >= rows_before_flush() || Clock::now() >= next_flush) flush();
  }
  [[nodiscard]] std::size_t rows_before_flush() const { return std::clamp<std::size_t>(numbers_per_flush / numbers_per_row(), 1, rows_per_flush); }
  [[nodiscard]] std::size_t numbers_per_row() const {
    constexpr std::size_t flat_tables_of_stream = 5;
    return static_cast<std::size_t>(plant.unknown_count + plant.channel_count) +
           plant.streams.size() * (flat_tables_of_stream + plant.components.size() + plant.elements.size());
  }
  void write_statistics(const RunStatistics& s) {
    const auto put = [&](const char* name, double value) { file.attribute("/solver", name, value); };
    put("steps", static_cast<double>(s.solver.steps));
    put("rhs", static_cast<double>(s.solver.rhs_evaluations));
    put("jacobians", static_cast<double>(s.solver.jacobian_evaluations));
    put("factorisations", static_cast<double>(s.solver.factorisations));
    put("nonlinear_iterations", static_cast<double>(s.solver.nonlinear_iterations));
    put("nonlinear_failures", static_cast<double>(s.solver.nonlinear_failures));
    put("error_test_failures", static_cast<double>(s.solver.error_test_failures));
    put("wall_s", s.wall_time);
  }

  Hdf5Writer file;
  PlantRecord plant;
  int time = -1, event_time = -1, event_unit = -1, event_name = -1, event_text = -1;
  std::vector<double> times;
  std::vector<PendingTable> tables;  // /state and /ledger
  std::vector<StreamTables> streams;
  std::vector<UnitTables> units;
  std::vector<double> flows, channels, energies;
  Clock::time_point next_flush;
};

Recorder::Recorder(const std::filesystem::path& path, const model::Model& model, const Manifest& manifest)
    : impl_(std::make_unique<Impl>(path, model, manifest)) {}

Recorder::~Recorder() {
  try {
    if (impl_) impl_->flush();
  } catch (const std::exception&) {
    // The file stays as the last flush left it, with status "running".
  }
}

void Recorder::append(double t, std::span<const double> x, const model::Buffers& values) {
  Impl& i = *impl_;
  const auto states = static_cast<std::size_t>(i.plant.state_count());
  i.times.push_back(t);
  i.tables[0].add(x.first(states));
  i.tables[1].add(x.subspan(states));
  i.channels.resize(static_cast<std::size_t>(i.plant.channel_count));
  for (std::size_t c = 0; c < i.channels.size(); ++c) i.channels[c] = values.channel(static_cast<int>(c));
  i.energies.resize(static_cast<std::size_t>(i.plant.unknown_count - i.plant.first_energy_unknown));
  for (std::size_t e = 0; e < i.energies.size(); ++e) i.energies[e] = values.energy(static_cast<int>(e));
  for (std::size_t s = 0; s < i.streams.size(); ++s) {
    i.flows.assign(i.plant.entry_names.size(), 0.0);
    for (int e : i.plant.streams[s].entries)
      i.flows[static_cast<std::size_t>(e)] = values.flow(static_cast<int>(s), e);
    i.streams[s].add(i.plant, i.flows, i.channels);
  }
  for (auto& unit : i.units) unit.add(i.channels, i.energies);
  i.flush_if_due();
}

void Recorder::event(double t, const std::string& unit, const std::string& name, const std::string& text) {
  Hdf5Writer& file = impl_->file;
  file.append(impl_->event_time, std::array{t});
  file.append(impl_->event_unit, std::array{unit});
  file.append(impl_->event_name, std::array{name});
  file.append(impl_->event_text, std::array{text});
}

void Recorder::flush() { impl_->flush(); }

void Recorder::finish(const std::string& status, const RunStatistics& statistics, const AuditResult& audit) {
  write_audit(audit, impl_->file);
  finish(status, statistics);
}

void Recorder::finish(const std::string& status, const RunStatistics& statistics) {
  impl_->write_statistics(statistics);
  impl_->flush();
  impl_->file.attribute("/", "status", status);  // last: a file without it is known to be partial
  impl_->file.flush();
}

}  // namespace raffinate::results
