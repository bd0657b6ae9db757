#include "speciation/case_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/core.h>
#include <optional>
#include <sstream>

#include "units/parse.hpp"

namespace raffinate::speciation {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";  // spreadsheets write it

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

struct Field {
  std::string text;
  int column = 1;  // 1-based, in the line
};

/// Fields of a line; quotes are for texts that hold commas.
std::vector<Field> split(const std::string& line) {
  std::vector<Field> fields;
  std::string field;
  int start = 1;
  bool quoted = false;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    if (i < line.size() && line[i] == '"') {
      quoted = !quoted;
    } else if (i == line.size() || (line[i] == ',' && !quoted)) {
      fields.push_back({trimmed(field), start});
      field.clear();
      start = static_cast<int>(i) + 2;
    } else {
      field += line[i];
    }
  }
  return fields;
}

constexpr std::string_view mineral_prefix = "mineral:";

enum class Role { name, temperature, pH, pe, alkalinity, total, mineral };

struct Column {
  Role role = Role::total;
  std::string token, unit;
};

Column column_of(const std::string& title) {
  const auto open = title.find('[');
  Column column{Role::total, trimmed(title.substr(0, open)), ""};
  if (open != std::string::npos) column.unit = trimmed(title.substr(open + 1, title.find(']') - open - 1));
  if (column.token == "case") column.role = Role::name;
  if (column.token == "temperature") column.role = Role::temperature;
  if (column.token == "pH") column.role = Role::pH;
  if (column.token == "pe") column.role = Role::pe;
  if (column.token == "alkalinity") column.role = Role::alkalinity;
  if (column.token.starts_with(mineral_prefix)) {
    column.role = Role::mineral;
    column.token = trimmed(column.token.substr(mineral_prefix.size()));
  }
  if (column.unit.empty()) column.unit = column.role == Role::temperature ? "degC" : "mol/kg";
  return column;
}

std::optional<double> number(const std::string& text) {
  double value = 0;
  const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

class Reader {
 public:
  Reader(const std::string& file, const std::string& balance, const MolarMass& molar_mass, base::Problems& problems)
      : file_(file), balance_(balance), molar_mass_(molar_mass), problems_(problems) {}

  std::vector<Case> read(const std::string& text);

 private:
  void read_header(const std::vector<Field>& fields);
  void read_row(const std::vector<Field>& fields);
  std::optional<units::Parsed> in_si(const Column& column, double value, int at);
  void put_total(const Column& column, const units::Parsed& si, Solution& solution) const;
  void put(const Column& column, const Field& field, Case& row);
  void complain(int at, const std::string& subject, const std::string& message, const std::string& remedy) {
    base::Problem problem;
    problem.where = {file_, line_, at, 1};
    problem.subject = subject;
    problem.message = message;
    problem.remedy = remedy;
    problems_.add(std::move(problem));
  }

  const std::string& file_;
  const std::string& balance_;
  const MolarMass& molar_mass_;
  base::Problems& problems_;
  int line_ = 0;
  std::vector<Column> columns_;
  std::vector<Case> cases_;
};

void Reader::put(const Column& column, const Field& field, Case& row) {
  if (column.role == Role::name) {
    row.name = field.text;
    return;
  }
  const auto value = number(field.text);
  if (!value) {
    complain(field.column, column.token, fmt::format("expected a number, got \"{}\"", field.text), "for example 0.25");
    return;
  }
  if (column.role == Role::pH) row.solution.pH = *value;
  if (column.role == Role::pe) row.solution.pe = *value;
  if (column.role == Role::pH || column.role == Role::pe) return;
  const auto si = in_si(column, *value, field.column);
  if (!si) return;
  if (column.role == Role::temperature) row.solution.temperature = si->si;
  if (column.role == Role::alkalinity) row.solution.alkalinity = si->si;
  if (column.role == Role::mineral) row.solution.minerals.push_back({column.token, si->si});
  if (column.role == Role::total) put_total(column, *si, row.solution);
}

void Reader::put_total(const Column& column, const units::Parsed& si, Solution& solution) const {
  if (si.unit == 0) solution.totals.push_back({column.token, si.si});
  if (si.unit == 1) solution.per_volume.push_back({column.token, si.si});
  if (si.unit == 2) solution.per_volume.push_back({column.token, si.si / molar_mass_(column.token)});
}

/// A temperature [K] or an amount [mol/kg, mol/m3 or kg/m3] from the unit of its column.
std::optional<units::Parsed> Reader::in_si(const Column& column, double value, int at) {
  const std::vector<std::string> admitted = column.role == Role::temperature ? std::vector<std::string>{"K"}
                                            : column.role == Role::total ? std::vector<std::string>{"mol/kg", "mol/L", "g/L"}
                                                                         : std::vector<std::string>{"mol/kg"};
  try {
    return units::to_si(fmt::format("{} {}", value, column.unit), admitted);
  } catch (const units::UnitError& error) {
    complain(at, column.token, error.message(), error.remedy());
    return std::nullopt;
  }
}

/// A wrong unit is reported here, once, rather than in every row.
void Reader::read_header(const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    const Column column = column_of(field.text);
    const bool known = std::any_of(columns_.begin(), columns_.end(), [&](const Column& c) {
      return c.token == column.token && (c.role == Role::mineral) == (column.role == Role::mineral);
    });
    if (column.token.empty())
      complain(field.column, "header", "a column without a name", "name the component, or remove the column");
    else if (known)
      complain(field.column, column.token, "two columns have this name", "keep one of them");
    else if (column.role != Role::name && column.role != Role::pH && column.role != Role::pe)
      in_si(column, 1, field.column);
    columns_.push_back(column);
  }
}

void Reader::read_row(const std::vector<Field>& fields) {
  if (fields.size() != columns_.size()) {
    complain(1, "row", fmt::format("expected {} fields, got {}", columns_.size(), fields.size()),
             "one field per column of the header");
    return;
  }
  Case row;
  row.name = std::to_string(cases_.size() + 1);
  row.solution.balance = balance_;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (!fields[i].text.empty()) put(columns_[i], fields[i], row);
  if (!balance_.empty() && !row.solution.pH)
    complain(1, "row", "no pH: only where it is given can " + balance_ + " close the charge balance",
             "add the pH, or let the proton close it");
  cases_.push_back(std::move(row));
}

std::vector<Case> Reader::read(const std::string& text) {
  std::istringstream stream(text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text);
  const std::size_t problems_before = problems_.size();
  for (std::string line; std::getline(stream, line);) {
    ++line_;
    if (trimmed(line).empty() || line.front() == '#') continue;
    const auto fields = split(line);
    if (!columns_.empty()) {
      read_row(fields);
      continue;
    }
    read_header(fields);
    if (problems_.size() > problems_before) return {};
  }
  if (columns_.empty())
    complain(1, "table", "it is empty", "a header with the names of the columns, then one solution per line");
  return std::move(cases_);
}

}  // namespace

std::vector<Case> read_cases(const std::string& text, const std::string& file, const std::string& balance,
                             const MolarMass& molar_mass, base::Problems& problems) {
  return Reader(file, balance, molar_mass, problems).read(text);
}

}  // namespace raffinate::speciation
