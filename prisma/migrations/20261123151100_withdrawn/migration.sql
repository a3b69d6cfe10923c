-- A confirmation that was recorded by mistake cannot be deleted; another one says that it does not count.
ALTER TYPE "confirmation_status" ADD VALUE 'withdrawn';
