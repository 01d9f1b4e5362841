mod data_file;
mod refresh;
