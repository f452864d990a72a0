import { SetMetadata } from "@nestjs/common";
import { Reflector } from "@nestjs/core";

export const IS_PUBLIC = "isPublic";
export const Public = () => SetMetadata(IS_PUBLIC, true);
/** Says something nobody reads. */
export const Documented = () => SetMetadata("isDocumented", true);
export const Roles = Reflector.createDecorator<string[]>();
