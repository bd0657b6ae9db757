#include "results/restart_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>

#include "base/errors.hpp"
#include "results/refuse.hpp"

namespace raffinate::results {

namespace {

using Bytes = std::string;

constexpr char magic[] = "raffinate restart 1\n";
constexpr std::size_t magic_size = sizeof(magic) - 1;

enum class Kind : std::uint64_t { head = 1, row = 2, event = 3, checkpoint = 4 };

/// Before the content of a record: its kind and length; after it: a check sum of all three.
struct Prefix {
  Kind kind{};
  std::uint64_t length = 0;
};
constexpr std::size_t frame_size = sizeof(Prefix) + sizeof(std::uint64_t);

// FNV-1a, 64 bit, as for data files.
std::uint64_t check_sum(const Bytes& bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  constexpr std::uint64_t prime = 0x100000001b3;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * prime;
  return hash;
}

template <class T>
void put(Bytes& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof(T));
}
void put(Bytes& bytes, const std::string& text) {
  put(bytes, static_cast<std::uint64_t>(text.size()));
  bytes += text;
}
void put(Bytes& bytes, const std::vector<double>& values) {
  put(bytes, static_cast<std::uint64_t>(values.size()));
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double));
}

/// Takes values from a record in the order in which they were put.
class Parser {
 public:
  explicit Parser(const Bytes& bytes) : bytes_(bytes) {}
  template <class T>
  T take() {
    T value{};
    std::memcpy(&value, part(sizeof(T)), sizeof(T));
    return value;
  }
  std::string text() {
    const auto length = take<std::uint64_t>();
    return {part(length), length};
  }
  std::vector<double> numbers() {
    const auto count = take<std::uint64_t>();
    std::vector<double> values(count);
    std::memcpy(values.data(), part(count * sizeof(double)), count * sizeof(double));
    return values;
  }

 private:
  const char* part(std::size_t length) {
    if (length > bytes_.size() - at_) throw base::RunError("a record of a restart file is shorter than it says");
    at_ += length;
    return bytes_.data() + at_ - length;
  }
  const Bytes& bytes_;
  std::size_t at_ = 0;
};

Bytes framed(Kind kind, const Bytes& content) {
  Bytes record;
  put(record, Prefix{kind, content.size()});
  record += content;
  put(record, check_sum(record));
  return record;
}

/// The record at a place of the file; none if it is not whole.
std::optional<std::pair<Kind, Bytes>> read_record(std::istream& file, std::streamoff at, std::streamoff size) {
  file.clear();
  file.seekg(at);
  Bytes record(sizeof(Prefix), '\0');
  if (!file.read(record.data(), sizeof(Prefix))) return std::nullopt;
  Prefix prefix;
  std::memcpy(&prefix, record.data(), sizeof(Prefix));
  if (prefix.length > static_cast<std::uint64_t>(size - at)) return std::nullopt;
  record.resize(sizeof(Prefix) + prefix.length);
  std::uint64_t sum = 0;
  if (!file.read(record.data() + sizeof(Prefix), static_cast<std::streamsize>(prefix.length)) ||
      !file.read(reinterpret_cast<char*>(&sum), sizeof(sum)) || sum != check_sum(record))
    return std::nullopt;
  return std::pair{prefix.kind, record.substr(sizeof(Prefix))};
}

Bytes write_head(const Manifest& m, std::size_t unknowns, std::size_t modes) {
  Bytes bytes;
  put(bytes, static_cast<std::uint64_t>(unknowns));
  put(bytes, static_cast<std::uint64_t>(modes));
  for (const auto* text : {&m.program_version, &m.source_revision, &m.command_line, &m.working_folder, &m.flowsheet_path,
                           &m.flowsheet, &m.options, &m.database_path, &m.database_hash})
    put(bytes, *text);
  put(bytes, static_cast<std::uint64_t>(m.data_files.size()));
  for (const auto& [path, hash] : m.data_files) {
    put(bytes, path);
    put(bytes, hash);
  }
  put(bytes, static_cast<std::uint64_t>(m.overrides.size()));
  for (const auto& assignment : m.overrides) put(bytes, assignment);
  put(bytes, m.resumed_at);
  put(bytes, m.checkpoint_interval);
  put(bytes, m.seed);
  return bytes;
}

Manifest read_head(Parser& parser) {
  Manifest m;
  for (auto* text : {&m.program_version, &m.source_revision, &m.command_line, &m.working_folder, &m.flowsheet_path,
                     &m.flowsheet, &m.options, &m.database_path, &m.database_hash})
    *text = parser.text();
  for (auto count = parser.take<std::uint64_t>(); count > 0; --count) {
    auto path = parser.text();
    m.data_files.emplace_back(std::move(path), parser.text());
  }
  for (auto count = parser.take<std::uint64_t>(); count > 0; --count) m.overrides.push_back(parser.text());
  m.resumed_at = parser.numbers();
  m.checkpoint_interval = parser.take<double>();
  m.seed = parser.take<std::uint64_t>();
  return m;
}

std::vector<double> numbers_of(const RunStatistics& s) {
  const auto n = [](long count) { return static_cast<double>(count); };
  return {n(s.solver.steps), n(s.solver.rhs_evaluations), n(s.solver.jacobian_evaluations), n(s.solver.factorisations),
          n(s.solver.nonlinear_iterations), n(s.solver.nonlinear_failures), n(s.solver.error_test_failures), s.wall_time};
}

RunStatistics statistics_of(const std::vector<double>& v) {
  const auto n = [&](std::size_t i) { return static_cast<long>(v.at(i)); };
  return {{n(0), n(1), n(2), n(3), n(4), n(5), n(6)}, v.at(7)};
}

Bytes write_point(const RestartPoint& point) {
  Bytes bytes;
  put(bytes, point.t);
  put(bytes, point.period_start);
  put(bytes, point.modes);
  put(bytes, point.x);
  put(bytes, numbers_of(point.statistics));
  return bytes;
}

RestartPoint read_point(const Bytes& bytes) {
  Parser parser(bytes);
  RestartPoint point;
  point.t = parser.take<double>();
  point.period_start = parser.take<double>();
  point.modes = parser.numbers();
  point.x = parser.numbers();
  point.statistics = statistics_of(parser.numbers());
  return point;
}

}  // namespace

std::filesystem::path restart_path(const std::filesystem::path& results) { return results.string() + ".restart"; }

struct RestartWriter::Impl {
  using Clock = std::chrono::steady_clock;

  ~Impl() {
    if (file >= 0) close(file);
  }
  void write(const Bytes& bytes, off_t at) const {
    for (std::size_t done = 0; done < bytes.size();) {
      const auto count = pwrite(file, bytes.data() + done, bytes.size() - done, at + static_cast<off_t>(done));
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) throw base::RunError("the restart file cannot be written: " + std::string(std::strerror(errno)));
      done += static_cast<std::size_t>(count);
    }
  }
  void append(const Bytes& record) {
    write(record, end);
    end += static_cast<off_t>(record.size());
    secure();
  }
  // A kill of the program leaves what was written; only a machine that loses its power needs the disk to follow.
  void secure() {
    if (Clock::now() - secured < std::chrono::seconds(1)) return;
    fdatasync(file);
    secured = Clock::now();
  }

  int file = -1;
  off_t end = 0, first_slot = 0, slot_size = 0;
  int next_slot = 0;
  Clock::time_point secured = Clock::now();
};

RestartWriter::RestartWriter(const std::filesystem::path& path, const Manifest& manifest, std::size_t unknowns,
                             std::size_t modes)
    : impl_(std::make_unique<Impl>()) {
  const std::string unfinished = path.string() + ".new";
  impl_->file = open(unfinished.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (impl_->file < 0) refuse(path, "cannot be written: " + std::string(std::strerror(errno)), "");
  const Bytes head = magic + framed(Kind::head, write_head(manifest, unknowns, modes));
  impl_->first_slot = static_cast<off_t>(head.size());
  RestartPoint sized;
  sized.modes.resize(modes);
  sized.x.resize(unknowns);
  impl_->slot_size = static_cast<off_t>(framed(Kind::checkpoint, write_point(sized)).size());
  impl_->append(head);
  impl_->append(Bytes(static_cast<std::size_t>(2 * impl_->slot_size), '\0'));
  fdatasync(impl_->file);
  std::filesystem::rename(unfinished, path);
}

RestartWriter::RestartWriter(const std::filesystem::path& path) : impl_(std::make_unique<Impl>()) {
  RestartFile there(path);
  while (there.next()) {
  }
  impl_->file = open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (impl_->file < 0) refuse(path, "cannot be written: " + std::string(std::strerror(errno)), "");
  impl_->first_slot = there.first_slot();
  impl_->slot_size = there.slot_size();
  impl_->end = there.end();
  if (ftruncate(impl_->file, impl_->end) != 0) refuse(path, "cannot be written: " + std::string(std::strerror(errno)), "");
  // The older checkpoint is the first to be replaced.
  std::ifstream slots(path, std::ios::binary);
  const auto first = read_record(slots, impl_->first_slot, impl_->end);
  const auto second = read_record(slots, impl_->first_slot + impl_->slot_size, impl_->end);
  if (first && (!second || read_point(second->second).t < read_point(first->second).t)) impl_->next_slot = 1;
}

RestartWriter::~RestartWriter() = default;

void RestartWriter::row(const RestartPoint& point) { impl_->append(framed(Kind::row, write_point(point))); }

void RestartWriter::event(const RestartEvent& event) {
  Bytes bytes;
  put(bytes, event.t);
  for (const auto* text : {&event.unit, &event.name, &event.text}) put(bytes, *text);
  impl_->append(framed(Kind::event, bytes));
}

void RestartWriter::checkpoint(const RestartPoint& point) {
  const Bytes record = framed(Kind::checkpoint, write_point(point));
  if (static_cast<off_t>(record.size()) != impl_->slot_size) throw base::RunError("a checkpoint has another size than its plant");
  impl_->write(record, impl_->first_slot + impl_->next_slot * impl_->slot_size);
  impl_->next_slot = 1 - impl_->next_slot;
  impl_->secure();
}

RestartFile::RestartFile(const std::filesystem::path& path) : file_(path, std::ios::binary) {
  constexpr const char* remedy = "take the run up without it, or start it anew";
  if (!file_) refuse(path, "there is no such file", "");
  Bytes start(magic_size, '\0');
  if (!file_.read(start.data(), static_cast<std::streamsize>(start.size())) || start != magic)
    refuse(path, "not a restart file", remedy);
  const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path));
  const auto head = read_record(file_, magic_size, size);
  if (!head || head->first != Kind::head) refuse(path, "its head is damaged", remedy);
  Parser parser(head->second);
  unknowns_ = parser.take<std::uint64_t>();
  modes_ = parser.take<std::uint64_t>();
  manifest_ = read_head(parser);
  first_slot_ = static_cast<std::streamoff>(magic_size + frame_size + head->second.size());
  end_ = first_slot_ + 2 * slot_size();
}

std::streamoff RestartFile::slot_size() const {
  RestartPoint sized;
  sized.modes.resize(modes_);
  sized.x.resize(unknowns_);
  return static_cast<std::streamoff>(frame_size + write_point(sized).size());
}

std::optional<RestartFile::Record> RestartFile::next() {
  file_.clear();
  file_.seekg(0, std::ios::end);
  const auto record = read_record(file_, end_, file_.tellg());
  if (!record) return std::nullopt;
  end_ += static_cast<std::streamoff>(frame_size + record->second.size());
  if (record->first == Kind::row) return read_point(record->second);
  Parser parser(record->second);
  RestartEvent event;
  event.t = parser.take<double>();
  for (auto* text : {&event.unit, &event.name, &event.text}) *text = parser.text();
  return event;
}

std::optional<RestartPoint> RestartFile::checkpoint() {
  std::optional<RestartPoint> latest;
  file_.clear();
  file_.seekg(0, std::ios::end);
  const std::streamoff size = file_.tellg();
  for (const int slot : {0, 1}) {
    const auto record = read_record(file_, first_slot_ + slot * slot_size(), size);
    if (!record || record->first != Kind::checkpoint) continue;
    auto point = read_point(record->second);
    if (!latest || point.t > latest->t) latest = std::move(point);
  }
  return latest;
}

}  // namespace raffinate::results
