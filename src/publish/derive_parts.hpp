#pragma once

#include "publish/believed.hpp"

#include <nlohmann/json.hpp>

#include <string>

// The members of a facility's body, each derived from the statements that the audience may see.

namespace annai::publish {

/// {"source": …, "date": …} of what is shown.
nlohmann::json sourced(const Statement& statement);

nlohmann::json derive_fields(const Believed& believed, facility::Audience audience);
/// Hours by service: the services of one facility may keep different ones.
nlohmann::json derive_hours(const Believed& believed);
nlohmann::json derive_coverage(const Believed& believed);
nlohmann::json derive_persons(const Believed& believed, facility::Audience audience);
/// The single services of a facility that has several, where their names or telephones differ.
nlohmann::json derive_services(const Believed& believed, const std::string& main_name, const std::string& main_phone);

/// Where the facility is: the best position among the statements that do not contradict the address shown. Needs one
/// statement at least.
const intake::Located& derive_location(const Believed& believed);
/// Puts "address" into the body and returns it as it is read; "" when nobody states one.
std::string derive_address(const Believed& believed, nlohmann::json& body);

} // namespace annai::publish
