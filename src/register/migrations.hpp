#pragma once

#include "sqlite/database.hpp"

// The namespace of this folder is annai::reg, since `register` is a word of the language.

namespace annai::reg {

/// Brings a register to this program's schema: forward only, one transaction each, name and hash of
/// each kept. Throws conflict when the register was made by a newer program, or when a migration that was
/// applied no longer reads as it did.
void migrate(sqlite::Database& database);

} // namespace annai::reg
