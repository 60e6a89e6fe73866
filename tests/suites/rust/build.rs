//! Registers the schema with cynic.

fn main() {
    let schema = "../../../schema.graphql";
    println!("cargo:rerun-if-changed={schema}");
    cynic_codegen::register_schema("registry").from_sdl_file(schema).unwrap().as_default().unwrap();
}
