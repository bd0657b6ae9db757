#include <catch2/catch.hpp>

#include "config/read.hpp"
#include "flowsheet/flowsheet.hpp"
#include "specimen.hpp"

using namespace raffinate;
using namespace raffinate::examination;

namespace {

void examine(const std::vector<config::FieldInfo>& fields, const std::string& path, std::string& missing) {
  for (const auto& field : fields) {
    const std::string name = path + "." + field.name;
    const bool dimensional = field.kind == config::Kind::quantity || field.kind == config::Kind::amounts;
    if (field.help.size() < 3) missing += name + ": help; ";
    if (dimensional && field.unit.empty()) missing += name + ": unit; ";
    if (field.required && field.example.empty() && field.fields.empty()) missing += name + ": example; ";
    if (field.kind == config::Kind::choice && field.choices.size() < 2) missing += name + ": choices; ";
    examine(field.fields, name, missing);
  }
}

}  // namespace

TEST_CASE("every unit operation says what it is and what each of its keys means") {
  for (const auto& definition : unitops::unit_catalogue()) {
    std::string missing;
    examine(definition.fields, definition.name, missing);
    CHECK(missing == "");
    CHECK(definition.summary.size() > 10);
  }
}

TEST_CASE("the example of every unit operation can be read and built as it stands") {
  for (const auto& definition : unitops::unit_catalogue()) {
    INFO(definition.name << "\n" << definition.example);
    base::Problems problems;
    const auto node = config::parse(definition.example.empty() ? "{}" : definition.example, definition.name, problems);
    CHECK(problems.empty());
    const auto subjects = all_subjects();
    for (const auto& subject : subjects)
      if (subject.definition.name == definition.name && subject.inputs == definition.example)
        CHECK_NOTHROW(flowsheet::parse(flowsheet_of(subject), subject.title));
    CHECK(std::any_of(subjects.begin(), subjects.end(), [&](const Subject& subject) {
      return subject.definition.name == definition.name && subject.inputs == definition.example;
    }));
  }
}
