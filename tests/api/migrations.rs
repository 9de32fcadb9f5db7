//! The tables can be made, taken away and made again, and entities and tables agree.

use missieregister::migrations::Migrator;
use missieregister::services::Caller;
use missieregister::services::tables::Table;
use sea_orm::sea_query::Condition;
use sea_orm_migration::MigratorTrait;

use crate::support::registers;

#[tokio::test]
async fn migrations_go_up_down_and_up_again() {
    for register in registers().await {
        let db = register.database.reader(&Caller::operator());
        Migrator::down(db, None).await.unwrap();
        assert!(Table::Mission.load(db, Condition::all()).await.is_err(), "the tables are gone");
        Migrator::up(db, None).await.unwrap();
        assert_eq!(Table::Mission.load(db, Condition::all()).await.unwrap(), []);
    }
}

#[tokio::test]
async fn every_table_of_the_register_can_be_read_by_its_entity() {
    for register in registers().await {
        for table in Table::ALL {
            let rows = table.load(register.database.reader(&Caller::operator()), Condition::all()).await;
            assert_eq!(rows.unwrap(), [], "{}", table.name());
        }
    }
}
