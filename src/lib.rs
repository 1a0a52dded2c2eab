//! ikigen: dokumen kinerja kantor pemerintah dari satu sumber YAML.
pub mod cli;
pub mod diagnostic;
pub mod formula;
pub mod markup;
pub mod model;
pub mod output;
pub mod proyek;
pub mod source;
pub mod typeset;
